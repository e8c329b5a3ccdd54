import type { Run } from '../../../api/answers.js';
import { RunInUse, RunNotFound } from '../errors.js';
import { openDatabase } from './database.js';
import type { Engine } from './engine.js';
import { OpenRuns } from './open-runs.js';
import { isInUse } from './opening-errors.js';
import { ReaderPool } from './reader-pool.js';
import { startOf, type RunFolder } from './run-folder.js';
import { RunQuestions } from './run-questions.js';

/** The runs before this one, opened when they are asked for and never written to. */
export class PastRuns {
  private readonly open = new OpenRuns((id) => this.openRun(id));
  /** A run that has ended has as many spans as it had. */
  private readonly spans = new Map<string, number>();

  constructor(
    private readonly engine: Engine,
    private readonly folder: RunFolder,
    private readonly current: string,
    private readonly limitMs: number,
    private readonly now: () => number,
    private readonly say: (line: string) => void,
  ) {}

  /** Rejects with RunNotFound where there is none, or none that can be read, with RunInUse, and as `question` does. */
  use<T>(id: string, question: (run: RunQuestions) => Promise<T>): Promise<T> {
    return this.open.use(id, question);
  }

  /** Newest first. A run that another console writes to is not listed: it cannot be opened. */
  async list(): Promise<readonly Run[]> {
    const runs: Run[] = [];
    for (const id of await this.folder.ids()) {
      const spans = id === this.current ? undefined : await this.spansOf(id);
      if (spans === undefined) continue;
      runs.push({ id, started_at: startOf(id), current: false, spans, bytes: await this.folder.bytes(id) });
    }
    return runs;
  }

  close(): Promise<void> {
    return this.open.close();
  }

  private async openRun(id: string): Promise<RunQuestions> {
    if (id === this.current || !(await this.folder.ids()).includes(id)) throw new RunNotFound(id);
    try {
      const database = await openDatabase(this.engine, this.folder.file(id));
      const pool = await ReaderPool.open(this.engine, database.instance, this.limitMs);
      return new RunQuestions(database, pool, this.now);
    } catch (error) {
      if (isInUse(error)) throw new RunInUse(id);
      this.say(`console: run ${id} cannot be read and was set aside as ${await this.folder.setAside(id)}`);
      throw new RunNotFound(id);
    }
  }

  private async spansOf(id: string): Promise<number | undefined> {
    const known = this.spans.get(id);
    if (known !== undefined) return known;
    try {
      const count = await this.open.useOnce(id, (run) => run.spanCount());
      this.spans.set(id, count);
      return count;
    } catch (error) {
      if (error instanceof RunNotFound || error instanceof RunInUse) return undefined;
      throw error;
    }
  }
}

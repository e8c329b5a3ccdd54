import type { Run } from '../../../api/answers.js';
import { RunInUse, RunNotFound } from '../errors.js';
import { openDatabase } from './database.js';
import type { Engine } from './engine.js';
import { OpenRuns } from './open-runs.js';
import { isDamage, isInUse } from './opening-errors.js';
import { ReaderPool } from './reader-pool.js';
import { startOf, type RunFolder } from './run-folder.js';
import { RunQuestions } from './run-questions.js';

/** The runs before this one, opened when they are asked for and never written to. */
export class PastRuns {
  private readonly open = new OpenRuns((id) => this.openRun(id));
  /** A run that has ended has as many spans as it had. */
  private readonly spans = new Map<string, number>();
  private readonly left = new Set<string>();

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
      return await this.read(id);
    } catch (error) {
      if (isInUse(error)) throw new RunInUse(id);
      await (isDamage(error) ? this.setAside(id) : this.leave(id, error));
      throw new RunNotFound(id);
    }
  }

  private async read(id: string): Promise<RunQuestions> {
    const database = await openDatabase(this.engine, this.folder.file(id));
    const pool = await ReaderPool.open(this.engine, database.instance, this.limitMs);
    // To a query without times the last two hours are those of the run, not of the person who asks.
    let endMs = this.now();
    const run = new RunQuestions(database, pool, () => endMs);
    try {
      endMs = Math.min(await run.lastMs(), endMs);
      this.spans.set(id, await run.spanCount());
      return run;
    } catch (error) {
      await run.close();
      throw error;
    }
  }

  private async setAside(id: string): Promise<void> {
    try {
      this.say(`console: run ${id} cannot be read and was set aside as ${await this.folder.setAside(id)}`);
    } catch (error) {
      await this.leave(id, error);
    }
  }

  /** The file may be whole, and readable another time: what is wrong is said once. */
  private async leave(id: string, error: unknown): Promise<void> {
    if (this.left.has(id) || !(await this.folder.ids()).includes(id)) return;
    this.left.add(id);
    const [why] = String(error).split('\n');
    this.say(`console: run ${id} cannot be read and was left where it is (${why})`);
  }

  private async spansOf(id: string): Promise<number | undefined> {
    const known = this.spans.get(id);
    if (known !== undefined) return known;
    try {
      // Opening it counts them.
      await this.open.useOnce(id, () => Promise.resolve());
    } catch (error) {
      if (!(error instanceof RunNotFound || error instanceof RunInUse)) throw error;
    }
    return this.spans.get(id);
  }
}

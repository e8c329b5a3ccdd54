import type { RunQuestions } from './run-questions.js';

/** So many stay open: one to look at and one to compare with. */
const keptOpen = 2;

interface OpenRun {
  readonly opening: Promise<RunQuestions>;
  users: number;
  /** Someone asked it, and may ask it again. */
  stays: boolean;
}

/**
 * The databases of past runs that are open. One is closed only while nobody uses it: the engine, and this process with it,
 * does not survive a database that is closed under a question.
 */
export class OpenRuns {
  /** The one that was asked longest ago comes first. */
  private readonly runs = new Map<string, OpenRun>();

  constructor(private readonly openRun: (id: string) => Promise<RunQuestions>) {}

  /** Rejects with what opening the run, or `question`, rejects with. */
  use<T>(id: string, question: (run: RunQuestions) => Promise<T>): Promise<T> {
    const run = this.runs.get(id) ?? this.begin(id);
    run.stays = true;
    // Asked for again: the last to be closed.
    this.runs.delete(id);
    this.runs.set(id, run);
    return this.lend(run, question);
  }

  /** As `use`, by someone who will not come back: no run that is kept open is closed for this one. */
  useOnce<T>(id: string, question: (run: RunQuestions) => Promise<T>): Promise<T> {
    return this.lend(this.runs.get(id) ?? this.begin(id), question);
  }

  /** Waits for the questions under way. */
  async close(): Promise<void> {
    const openings = [...this.runs.values()].map(({ opening }) => opening);
    this.runs.clear();
    for (const opened of await Promise.allSettled(openings)) {
      if (opened.status === 'fulfilled') await opened.value.close();
    }
  }

  /** All who ask for a run while it is opened wait for the one opening. */
  private begin(id: string): OpenRun {
    const run = { opening: this.openRun(id), users: 0, stays: false };
    this.runs.set(id, run);
    void run.opening.catch(() => this.runs.delete(id));
    return run;
  }

  private async lend<T>(run: OpenRun, question: (run: RunQuestions) => Promise<T>): Promise<T> {
    run.users += 1;
    try {
      return await question(await run.opening);
    } finally {
      run.users -= 1;
      await this.closeUnused();
    }
  }

  private async closeUnused(): Promise<void> {
    const unused: OpenRun[] = [];
    let kept = [...this.runs.values()].filter(({ stays }) => stays).length;
    for (const [id, run] of this.runs) {
      if (run.users > 0 || (run.stays && kept <= keptOpen)) continue;
      if (run.stays) kept -= 1;
      this.runs.delete(id);
      unused.push(run);
    }
    for (const { opening } of unused) await (await opening).close();
  }
}

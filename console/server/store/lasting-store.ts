import type { Comparison } from '../query/comparison.js';
import type { QuerySpec } from '../query/query-spec.js';
import type { LogFilter, ReceivedRows, SpanStore, TraceFilter } from './span-store.js';

/** What the engine says once it has given a database up, after a checkpoint that failed: it answers nothing more. */
const givenUp = /database has been invalidated/;
const AGAIN_AFTER_MS = 5_000;

export interface LastingStoreOptions {
  /** Opens a store whose current run is a new one. */
  readonly open: () => Promise<SpanStore>;
  readonly say: (line: string) => void;
  /** Monotonic milliseconds. */
  readonly clock?: () => number;
}

/**
 * A store that begins a new run where the engine has given up the file of the current one, because the disk is full or
 * memory ran out. What was acknowledged is in the run before; what was not is sent again by whoever sent it.
 */
export class LastingStore implements SpanStore {
  private renewedAt = Number.NEGATIVE_INFINITY;

  private constructor(
    private store: SpanStore,
    private readonly options: LastingStoreOptions,
  ) {}

  static async open(options: LastingStoreOptions): Promise<LastingStore> {
    return new LastingStore(await options.open(), options);
  }

  get engine(): SpanStore['engine'] {
    return this.store.engine;
  }

  append(rows: ReceivedRows) {
    return this.ask((store) => store.append(rows));
  }

  query(spec: QuerySpec, run?: string) {
    return this.ask((store) => store.query(spec, run));
  }

  compare(comparison: Comparison, run?: string) {
    return this.ask((store) => store.compare(comparison, run));
  }

  traces(filter: TraceFilter, run?: string) {
    return this.ask((store) => store.traces(filter, run));
  }

  trace(id: string, run?: string) {
    return this.ask((store) => store.trace(id, run));
  }

  logs(filter: LogFilter, run?: string) {
    return this.ask((store) => store.logs(filter, run));
  }

  fields(run?: string) {
    return this.ask((store) => store.fields(run));
  }

  errors(run?: string) {
    return this.ask((store) => store.errors(run));
  }

  map(run?: string) {
    return this.ask((store) => store.map(run));
  }

  runs() {
    return this.ask((store) => store.runs());
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private async ask<Answer>(question: (store: SpanStore) => Promise<Answer>): Promise<Answer> {
    const { store } = this;
    try {
      return await question(store);
    } catch (error) {
      if (givenUp.test(String(error)) && store === this.store) await this.renew(store);
      throw error;
    }
  }

  /** Where that fails too, which is said, it is tried again by a later question. */
  private async renew(lost: SpanStore): Promise<void> {
    const { open, say, clock = () => performance.now() } = this.options;
    if (clock() - this.renewedAt < AGAIN_AFTER_MS) return;
    this.renewedAt = clock();
    try {
      this.store = await open();
      say(
        "console: the run's file could not be written to any more; a new run has begun, the one before has what was acknowledged",
      );
    } catch (error) {
      return say(`console: the run's file cannot be written to any more, nor can a new one be made: ${String(error)}`);
    }
    await lost.close().catch(() => undefined); // of a database that is given up nothing is left to be written
  }
}

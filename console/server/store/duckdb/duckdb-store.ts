import type { CompareAnswer, ErrorsAnswer, FieldsAnswer, LogsAnswer, MapAnswer } from '../../../api/answers.js';
import type { QueryAnswer, RunsAnswer, TracesAnswer } from '../../../api/answers.js';
import { seen } from '../../query/catalogue.js';
import type { Column } from '../../query/column.js';
import type { Comparison } from '../../query/comparison.js';
import { coreColumns } from '../../query/core-columns.js';
import type { QuerySpec } from '../../query/query-spec.js';
import type { LogFilter, ReceivedRows, SpanStore, StoredTrace, TraceFilter } from '../span-store.js';
import { createDatabase, type Database } from './database.js';
import type { Engine } from './engine.js';
import { makeRoom } from './make-room.js';
import { PastRuns } from './past-runs.js';
import { promotedType } from './promoted-columns.js';
import { ReaderPool } from './reader-pool.js';
import { RowWriter } from './row-writer.js';
import { RunBounds } from './run-bounds.js';
import { idOf, RunFolder, startOf } from './run-folder.js';
import { RunQuestions } from './run-questions.js';

export interface DuckDBStoreOptions {
  readonly dataDir: string;
  readonly say: (line: string) => void;
  readonly now?: () => number;
  /** Runs that are kept, this one among them. */
  readonly maxRuns?: number;
  readonly maxSpans?: number;
  readonly maxBytes?: number;
  /** How long a question may take. */
  readonly limitMs?: number;
  /** With so many spans reading an attribute out of its JSON begins to take time: those that queries read become columns. */
  readonly promoteFrom?: number;
}

/** One file for each run of the console. This one is written to and asked; those before can be asked. */
export class DuckDBStore implements SpanStore {
  readonly engine = 'duckdb';

  private constructor(
    private readonly id: string,
    private readonly folder: RunFolder,
    private readonly writer: RowWriter,
    private readonly bounds: RunBounds,
    private readonly current: RunQuestions,
    private readonly past: PastRuns,
  ) {}

  static async open(engine: Engine, options: DuckDBStoreOptions): Promise<DuckDBStore> {
    const { dataDir, say, now = Date.now, maxRuns = 10, limitMs = 5000, promoteFrom = 50_000 } = options;
    const folder = new RunFolder(dataDir);
    await folder.create();
    const id = idOf(new Date(now()));
    const past = new PastRuns(engine, folder, id, limitMs, now, say);
    await makeRoom(engine, folder, maxRuns);
    const database = await createDatabase(engine, folder.file(id)).catch(async (error: unknown) => {
      await folder.remove(id); // what a full disk left of it would be taken for a damaged run
      throw error;
    });
    const bounds = new RunBounds(options.maxSpans ?? 1_000_000, options.maxBytes ?? 512 * 1024 * 1024);
    const { catalogue, learned, promoted, instance } = database;
    const connection = await instance.connect();
    const writer = new RowWriter(engine, connection, catalogue, learned, promoted, bounds, say);
    const pool = await ReaderPool.open(engine, instance, limitMs);
    const current = new RunQuestions(database, pool, now, (columns) => {
      if (bounds.spanCount >= promoteFrom) for (const column of columns) promoteAttribute(column, database, writer);
    });
    return new DuckDBStore(id, folder, writer, bounds, current, past);
  }

  append(rows: ReceivedRows): Promise<void> {
    return this.writer.append(rows);
  }

  query(spec: QuerySpec, run?: string): Promise<QueryAnswer> {
    return this.ask(run, (asked) => asked.query(spec));
  }

  compare(comparison: Comparison, run?: string): Promise<CompareAnswer> {
    return this.ask(run, (asked) => asked.compare(comparison));
  }

  traces(filter: TraceFilter, run?: string): Promise<TracesAnswer> {
    return this.ask(run, (asked) => asked.traces(filter));
  }

  trace(id: string, run?: string): Promise<StoredTrace | undefined> {
    return this.ask(run, (asked) => asked.trace(id));
  }

  logs(filter: LogFilter, run?: string): Promise<LogsAnswer> {
    return this.ask(run, (asked) => asked.logs(filter));
  }

  fields(run?: string): Promise<FieldsAnswer> {
    return this.ask(run, (asked) => asked.fields());
  }

  errors(run?: string): Promise<ErrorsAnswer> {
    return this.ask(run, (asked) => asked.errors());
  }

  map(run?: string): Promise<MapAnswer> {
    return this.ask(run, (asked) => asked.map());
  }

  async runs(): Promise<RunsAnswer> {
    const bytes = await this.folder.bytes(this.id);
    const current = { id: this.id, started_at: startOf(this.id), current: true, spans: this.bounds.spanCount, bytes };
    return { engine: 'duckdb', runs: [current, ...(await this.past.list())] };
  }

  async close(): Promise<void> {
    await this.writer.close();
    await this.past.close();
    const isEmpty = (await this.current.rowCount()) === 0;
    await this.current.close();
    // A run in which nothing happened would push out one in which something did.
    if (isEmpty) await this.folder.remove(this.id);
  }

  private ask<T>(run: string | undefined, question: (asked: RunQuestions) => Promise<T>): Promise<T> {
    return run === undefined || run === this.id ? question(this.current) : this.past.use(run, question);
  }
}

function promoteAttribute({ name, type }: Column, { catalogue, promoted }: Database, writer: RowWriter): void {
  const isAttribute = (catalogue.placesOf(name) & seen.onRow) !== 0 && !coreColumns.has(name);
  if (isAttribute && promoted.find(name, type) === undefined) writer.promote(name, promotedType(type));
}

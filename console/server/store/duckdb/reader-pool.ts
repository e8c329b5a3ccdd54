import type { ResultRow, Statement } from '../../query/sql/statement.js';
import type { BoundValue } from '../../query/sql/parameters.js';
import { TooBusy, TooLong } from '../errors.js';
import type { DuckDBConnection, DuckDBInstance, DuckDBType, Engine } from './engine.js';
import { toResultRow } from './result-row.js';

export type Ask = (statement: Statement) => Promise<readonly ResultRow[]>;

/** As many questions as there are cores to spend on them. */
const atOnce = 2;
const mayWait = 64;

interface Waiting {
  readonly resolve: (connection: DuckDBConnection) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Connections for questions: each question has one of them to itself, in a read-only transaction (one state of the data
 * for all its statements, and no way to change it), for at most `limitMs`.
 */
export class ReaderPool {
  private readonly waiting: Waiting[] = [];
  private isClosed = false;

  private constructor(
    private readonly engine: Engine,
    private readonly connections: readonly DuckDBConnection[],
    private readonly idle: DuckDBConnection[],
    private readonly limitMs: number,
  ) {}

  static async open(engine: Engine, instance: DuckDBInstance, limitMs: number): Promise<ReaderPool> {
    const connections = await Promise.all(Array.from({ length: atOnce }, () => instance.connect()));
    return new ReaderPool(engine, connections, [...connections], limitMs);
  }

  /** Rejects with TooBusy, with TooLong, or with what `question` throws. */
  async answer<T>(question: (ask: Ask) => Promise<T>): Promise<T> {
    const connection = await this.take();
    try {
      return await this.inTransaction(connection, question);
    } finally {
      this.giveBack(connection);
    }
  }

  /** Refuses the questions that wait, and waits for those under way: neither ends once its connection is closed. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const { reject } of this.waiting.splice(0)) reject(closed());
    for (const _ of this.connections) (await this.next()).closeSync();
  }

  private async inTransaction<T>(connection: DuckDBConnection, question: (ask: Ask) => Promise<T>): Promise<T> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      connection.interrupt();
    }, this.limitMs);
    try {
      await connection.run('BEGIN TRANSACTION READ ONLY');
      return await question((statement) => {
        // An interrupt between two statements would be lost.
        if (late) throw new TooLong(this.limitMs);
        return this.run(connection, statement);
      });
    } catch (error) {
      throw late ? new TooLong(this.limitMs) : error;
    } finally {
      clearTimeout(timer);
      await connection.run('ROLLBACK');
    }
  }

  private async run(connection: DuckDBConnection, { sql, values }: Statement): Promise<readonly ResultRow[]> {
    const types = values.map((value) => typeOf(value, this.engine));
    const result = await connection.runAndReadAll(sql, [...values], types);
    return result.getRowObjects().map(toResultRow);
  }

  private async take(): Promise<DuckDBConnection> {
    if (this.isClosed) throw closed();
    if (this.idle.length === 0 && this.waiting.length >= mayWait) throw new TooBusy();
    return this.next();
  }

  private next(): Promise<DuckDBConnection> {
    const connection = this.idle.pop();
    if (connection !== undefined) return Promise.resolve(connection);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  private giveBack(connection: DuckDBConnection): void {
    const next = this.waiting.shift();
    if (next === undefined) this.idle.push(connection);
    else next.resolve(connection);
  }
}

const closed = () => new Error('the database was closed before the question was asked');

/** Left to itself the engine takes a bigint for 128 bits wide, which costs ten times the time. */
function typeOf(value: BoundValue, { BIGINT, BOOLEAN, DOUBLE, VARCHAR }: Engine): DuckDBType {
  if (typeof value === 'bigint') return BIGINT;
  if (typeof value === 'boolean') return BOOLEAN;
  return typeof value === 'number' ? DOUBLE : VARCHAR;
}

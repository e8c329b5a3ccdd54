import type { DuckDBConnection, DuckDBValue } from './engine.js';

/** How often the size is looked at. */
const rowsBetweenLooks = 5_000;
/** What leaves at once: a tenth. */
const part = 0.1;
/**
 * The engine gives blocks back when enough of their rows are gone. So many tenths leave in one look at most; where that is not
 * enough, as beside a long question that still sees them, the next look goes on.
 */
const mostTurns = 4;

/** What one commit wrote. */
export interface Written {
  readonly spans: number;
  /** Spans, events, links and log records. */
  readonly rows: number;
}

/** Keeps a run's file within its bounds: the oldest rows leave. Blocks that become free are used again. */
export class RunBounds {
  private spans = 0;
  private sinceLook = 0;

  constructor(
    private readonly maxSpans: number,
    private readonly maxBytes: number,
  ) {}

  get spanCount(): number {
    return this.spans;
  }

  async added({ spans, rows }: Written, connection: DuckDBConnection): Promise<void> {
    this.spans += spans;
    this.sinceLook += rows;
    if (this.spans > this.maxSpans) {
      await this.evict('kind = 0', this.spans - Math.ceil(this.maxSpans * (1 - part)), connection);
    }
    if (this.sinceLook < rowsBetweenLooks) return;
    this.sinceLook = 0;
    await this.keepBytes(connection);
  }

  private async keepBytes(connection: DuckDBConnection): Promise<void> {
    for (let turn = 0; turn < mostTurns && (await bytesUsed(connection)) > this.maxBytes; turn += 1) {
      const [rows] = await first(connection, 'SELECT count(*) FROM items');
      await this.evict('true', Math.floor(Number(rows) * part), connection);
    }
  }

  /** The `count` oldest of `these` rows leave, and all that is older; of one instant, which may be all, those that came first. */
  private async evict(these: string, count: number, connection: DuckDBConnection): Promise<void> {
    if (count === 0) return;
    const byAge = `FROM items WHERE ${these} ORDER BY time_ns, rowid`;
    const [time = null, place = null] = await first(
      connection,
      `SELECT time_ns, rowid ${byAge} LIMIT 1 OFFSET ${count - 1}`,
    );
    await connection.run('DELETE FROM items WHERE time_ns < $1 OR (time_ns = $1 AND rowid <= $2)', [time, place]);
    // Before what may fail: by a count that is too high more would leave next time.
    const [spans] = await first(connection, 'SELECT count(*) FROM items WHERE kind = 0');
    this.spans = Number(spans);
    await connection.run('CHECKPOINT');
  }
}

async function bytesUsed(connection: DuckDBConnection): Promise<number> {
  const [bytes] = await first(connection, 'SELECT used_blocks * block_size FROM pragma_database_size()');
  return Number(bytes);
}

async function first(connection: DuckDBConnection, sql: string): Promise<readonly DuckDBValue[]> {
  return (await connection.runAndReadAll(sql)).getRows()[0] ?? [];
}

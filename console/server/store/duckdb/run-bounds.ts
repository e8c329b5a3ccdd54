import type { DuckDBConnection } from './engine.js';

/** How often the size is looked at. */
const spansBetweenLooks = 5_000;
/** What leaves at once: a tenth of the run. */
const part = 0.1;

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

  async added(spans: number, connection: DuckDBConnection): Promise<void> {
    this.spans += spans;
    this.sinceLook += spans;
    const isTooLarge = this.sinceLook >= spansBetweenLooks && (await bytesUsed(connection)) > this.maxBytes;
    if (this.sinceLook >= spansBetweenLooks) this.sinceLook = 0;
    if (isTooLarge || this.spans > this.maxSpans) await this.evict(connection);
  }

  private async evict(connection: DuckDBConnection): Promise<void> {
    const oldest = `SELECT quantile_disc(time_ns, ${part}) FROM items`;
    await connection.run(`DELETE FROM items WHERE time_ns <= (${oldest})`);
    await connection.run('CHECKPOINT');
    this.spans = Number(await one(connection, 'SELECT count(*) FROM items WHERE kind = 0'));
  }
}

async function bytesUsed(connection: DuckDBConnection): Promise<number> {
  return Number(await one(connection, 'SELECT used_blocks * block_size FROM pragma_database_size()'));
}

async function one(connection: DuckDBConnection, sql: string): Promise<unknown> {
  return (await connection.runAndReadAll(sql)).getRows()[0]?.[0];
}

import type { DuckDBAppender, DuckDBConnection, DuckDBType, Engine } from './engine.js';
import type { ItemBatch } from './item-batch.js';
import type { PromotedColumns } from './promoted-columns.js';
import { itemColumns } from './schema.js';

/** The engine's vectors hold so many rows. */
export const chunkRows = 2048;

/** Puts batches into `items`, each in one commit. */
export class ItemAppender {
  private appender: DuckDBAppender | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly connection: DuckDBConnection,
    private readonly promoted: PromotedColumns,
  ) {}

  async write(batch: ItemBatch): Promise<void> {
    this.appender ??= await this.connection.createAppender('items');
    const types = [...itemColumns.map(([, type]) => type), ...this.promoted.all().map(({ type }) => type)];
    const columnTypes = types.map((type): DuckDBType => this.engine[type]);
    for (let start = 0; start < batch.length; start += chunkRows) {
      const columns = batch.columns.map((values) => values.slice(start, start + chunkRows));
      const chunk = this.engine.DuckDBDataChunk.create(columnTypes, Math.min(chunkRows, batch.length - start));
      chunk.setColumns(columns);
      this.appender.appendDataChunk(chunk);
    }
    this.appender.flushSync();
  }

  /** After a failure the engine's appender refuses everything; the next batch begins with a new one. */
  abandon(): void {
    this.appender = undefined;
  }

  /** The engine's appender is for the columns that there were when it was made: before those change, it ends. */
  end(): void {
    this.appender?.closeSync();
    this.appender = undefined;
  }
}

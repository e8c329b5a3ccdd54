import { setImmediate } from 'node:timers/promises';
import type { Attributes } from '../../../api/spans.js';
import { type Catalogue, seen } from '../../query/catalogue.js';
import type { ReceivedRows } from '../span-store.js';
import type { DuckDBConnection, Engine } from './engine.js';
import { chunkRows, ItemAppender } from './item-appender.js';
import { ItemBatch } from './item-batch.js';
import { promote } from './promote.js';
import type { PromotedColumns, PromotedType } from './promoted-columns.js';
import { ResourceIds } from './resource-ids.js';
import type { RunBounds, Written } from './run-bounds.js';

interface Waiting {
  readonly rows: ReceivedRows;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const nothing: Written = { spans: 0, rows: 0 };

/** The one writer of a run's file. What waits is written together: a commit costs the same for one row as for thousands. */
export class RowWriter {
  private readonly waiting: Waiting[] = [];
  private readonly promotions = new Map<string, { readonly name: string; readonly type: PromotedType }>();
  private readonly resources: ResourceIds;
  private readonly appender: ItemAppender;
  private working: Promise<void> | undefined;

  constructor(
    engine: Engine,
    private readonly connection: DuckDBConnection,
    private readonly catalogue: Catalogue,
    /** What the catalogue learned and the file does not say yet. */
    private readonly learned: Map<string, number>,
    private readonly promoted: PromotedColumns,
    private readonly bounds: RunBounds,
    private readonly say: (line: string) => void,
  ) {
    this.appender = new ItemAppender(engine, connection, promoted);
    this.resources = new ResourceIds((resource) => catalogue.observe(resource, seen.onResource));
  }

  /** Resolves when the rows are in the file's log, from which they are read again after the death of this process. */
  append(rows: ReceivedRows): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ rows, resolve, reject });
      this.start();
    });
  }

  /** Makes an attribute a column, some time. */
  promote(name: string, type: PromotedType): void {
    this.promotions.set(`${type} ${name}`, { name, type });
    this.start();
  }

  async close(): Promise<void> {
    await this.working;
    this.appender.end();
    this.connection.closeSync();
  }

  private start(): void {
    this.working ??= this.work();
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0 || this.promotions.size > 0) {
      const written = await this.writeWaiting();
      try {
        await this.bounds.added(written, this.connection);
        await this.promoteNext();
      } catch (error) {
        // The rows are safe; the file is larger or slower than it should be.
        this.say(`console: the run's file could not be kept in order: ${String(error)}`);
      }
      // What came in over the network meanwhile is read before the next turn.
      await setImmediate();
    }
    // In the same turn in which nothing was left to do: who comes after this starts anew.
    this.working = undefined;
  }

  private async writeWaiting(): Promise<Written> {
    const taken = this.take();
    if (taken.length === 0) return nothing;
    try {
      const rows = await this.write(taken.map((waiting) => waiting.rows));
      for (const { resolve } of taken) resolve();
      return { rows, spans: taken.reduce((sum, waiting) => sum + waiting.rows.spans.length, 0) };
    } catch (error) {
      this.appender.abandon();
      for (const { reject } of taken) reject(error);
      return nothing;
    }
  }

  /** As much as makes a commit worth while. */
  private take(): readonly Waiting[] {
    let rows = 0;
    const end = this.waiting.findIndex((waiting) => {
      rows += waiting.rows.spans.length + waiting.rows.logs.length;
      return rows >= chunkRows;
    });
    return this.waiting.splice(0, end === -1 ? this.waiting.length : end + 1);
  }

  /** Gives the number of rows that this made. */
  private async write(received: readonly ReceivedRows[]): Promise<number> {
    const batch = new ItemBatch(this.promoted.all(), (resource) => this.resources.idOf(resource));
    for (const { spans, logs } of received) {
      for (const span of spans) {
        batch.addSpan(span);
        this.observe(span.attributes);
        for (const event of span.events) this.observe(event.attributes);
        for (const link of span.links) this.observe(link.attributes);
      }
      for (const log of logs) {
        batch.addLog(log);
        this.observe(log.attributes);
      }
    }
    await this.writeCatalogue();
    await this.appender.write(batch);
    return batch.length;
  }

  private observe(attributes: Attributes): void {
    this.catalogue.observe(attributes, seen.onRow);
  }

  /** Before the rows that it is about: a column that is known and has no values does no harm. */
  private async writeCatalogue(): Promise<void> {
    for (const [id, json] of this.resources.unwritten) {
      await this.connection.run('INSERT INTO resources VALUES ($1, $2)', [id, json]);
      this.resources.unwritten.delete(id);
    }
    for (const [name, bits] of this.learned) {
      await this.connection.run('INSERT OR REPLACE INTO fields VALUES ($1, $2)', [name, bits]);
      this.learned.delete(name);
    }
  }

  private async promoteNext(): Promise<void> {
    const [next] = this.promotions;
    if (next === undefined) return;
    const [key, { name, type }] = next;
    this.promotions.delete(key);
    this.appender.end();
    await promote(name, type, this.promoted, this.connection);
  }
}

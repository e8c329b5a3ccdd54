import type { LogRow, SpanRow } from '../../../api/spans.js';
import { Catalogue, seen } from '../../query/catalogue.js';
import type { Row } from '../../query/row.js';
import { rowOfLog, rowsOfSpan } from '../../query/rows-of.js';
import type { ReceivedRows } from '../span-store.js';

/** At most so many spans and as many log records; traces whose first span came first leave first. */
export class HeldRows {
  readonly catalogue = new Catalogue();
  readonly traces = new Map<string, SpanRow[]>();
  readonly logs: LogRow[] = [];
  private count = 0;

  constructor(private readonly bound: number) {}

  get spanCount(): number {
    return this.count;
  }

  add({ spans, logs }: ReceivedRows): void {
    for (const span of spans) {
      const trace = this.traces.get(span.trace_id);
      if (trace === undefined) this.traces.set(span.trace_id, [span]);
      else trace.push(span);
      this.observe(span);
    }
    this.count += spans.length;
    for (const log of logs) {
      this.logs.push(log);
      this.catalogue.observe(log.attributes, seen.onRow);
      this.catalogue.observe(log.resource, seen.onResource);
    }
    this.evict();
  }

  spans(): readonly SpanRow[] {
    return [...this.traces.values()].flat();
  }

  rows(): readonly Row[] {
    return [...this.spans().flatMap(rowsOfSpan), ...this.logs.map(rowOfLog)];
  }

  private observe({ attributes, resource, events, links }: SpanRow): void {
    for (const source of [
      attributes,
      ...events.map((event) => event.attributes),
      ...links.map((link) => link.attributes),
    ]) {
      this.catalogue.observe(source, seen.onRow);
    }
    this.catalogue.observe(resource, seen.onResource);
  }

  private evict(): void {
    this.logs.splice(0, Math.max(0, this.logs.length - this.bound));
    for (const [id, spans] of this.traces) {
      const excess = this.count - this.bound;
      if (excess <= 0) return;
      // A trace that is larger than all room keeps its newest spans.
      const leaving = this.traces.size === 1 ? excess : spans.length;
      spans.splice(0, leaving);
      this.count -= leaving;
      if (spans.length === 0) this.traces.delete(id);
    }
  }
}

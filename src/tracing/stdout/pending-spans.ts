import type { SpanRecord } from '../span-record.js';

interface Waiting {
  readonly sinceMs: number;
  readonly spans: SpanRecord[];
}

/** Spans that ended before the span they belong under, by trace, oldest trace first; bounded by their number. */
export class PendingSpans {
  private readonly traces = new Map<string, Waiting>();
  private count = 0;

  constructor(private readonly maxSpans: number) {}

  get isFull(): boolean {
    return this.count >= this.maxSpans;
  }

  add(span: SpanRecord, nowMs: number): void {
    this.count += 1;
    const waiting = this.traces.get(span.traceId);
    if (waiting !== undefined) waiting.spans.push(span);
    else this.traces.set(span.traceId, { sinceMs: nowMs, spans: [span] });
  }

  /** Takes what waited for `ancestor`: its descendants, as far as they are linked to it. */
  takeBelow(ancestor: SpanRecord): readonly SpanRecord[] {
    const waiting = this.traces.get(ancestor.traceId);
    if (waiting === undefined) return [];
    this.forget(ancestor.traceId, waiting);
    const below = descendants(ancestor, waiting.spans);
    const others = waiting.spans.filter((span) => !below.has(span));
    if (others.length > 0) {
      this.traces.set(ancestor.traceId, { sinceMs: waiting.sinceMs, spans: others });
      this.count += others.length;
    }
    return [...below];
  }

  /** Takes the trace that has waited longest, if it came before `beforeMs`. */
  takeOldest(beforeMs = Number.POSITIVE_INFINITY): readonly SpanRecord[] | undefined {
    for (const [traceId, waiting] of this.traces) {
      if (waiting.sinceMs >= beforeMs) return undefined;
      this.forget(traceId, waiting);
      return waiting.spans;
    }
    return undefined;
  }

  private forget(traceId: string, waiting: Waiting): void {
    this.traces.delete(traceId);
    this.count -= waiting.spans.length;
  }
}

function descendants(ancestor: SpanRecord, spans: readonly SpanRecord[]): Set<SpanRecord> {
  const byParent = new Map<string | undefined, SpanRecord[]>();
  for (const span of spans) byParent.set(span.parentSpanId, [...(byParent.get(span.parentSpanId) ?? []), span]);
  const found = new Set<SpanRecord>();
  const open = [ancestor.spanId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const child of byParent.get(id) ?? []) {
      if (found.has(child)) continue;
      found.add(child);
      open.push(child.spanId);
    }
  }
  return found;
}

import type { HrTime } from '@opentelemetry/api';
import type { SpanRecord } from '../span-record.js';

export interface PlacedSpan {
  readonly span: SpanRecord;
  readonly depth: number;
}

/**
 * The spans in reading order: each before its children, siblings by the time they started. A span whose parent is not
 * among them stands at the top, or below `root` where there is one: that is where it happened.
 */
export function spanTree(spans: readonly SpanRecord[], root?: SpanRecord): readonly PlacedSpan[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const children = new Map<string | undefined, SpanRecord[]>();
  for (const span of spans) {
    const known = span !== root && span.parentSpanId !== undefined && ids.has(span.parentSpanId);
    const parent = known ? span.parentSpanId : span === root ? undefined : root?.spanId;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [span]);
    else siblings.push(span);
  }
  const placed: PlacedSpan[] = [];
  // A stack and no recursion: a chain of spans may be as deep as a program's own.
  const stack = entering(children.get(undefined), 0);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    placed.push(next);
    stack.push(...entering(children.get(next.span.spanId), next.depth + 1));
    children.delete(next.span.spanId);
  }
  return placed;
}

function entering(siblings: readonly SpanRecord[] = [], depth: number): PlacedSpan[] {
  return siblings.toSorted((a, b) => compare(b.startTime, a.startTime)).map((span) => ({ span, depth }));
}

function compare(a: HrTime, b: HrTime): number {
  return a[0] - b[0] || a[1] - b[1];
}

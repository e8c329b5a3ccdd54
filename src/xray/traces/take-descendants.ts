import type { SpanRecord } from '../../tracing/index.js';

/** Parts `spans` into `rootSpanId` with all below it, and the others, which belong to another root of the same trace. */
export function takeDescendants(
  spans: readonly SpanRecord[],
  rootSpanId: string,
): { taken: SpanRecord[]; left: SpanRecord[] } {
  const family = new Set([rootSpanId]);
  const taken = new Set<SpanRecord>();
  for (let before = -1; before !== taken.size;) {
    before = taken.size;
    // Children end before their parents, so from the last to the first one round finds nearly all.
    for (const span of spans.toReversed()) {
      if (taken.has(span) || !(family.has(span.spanId) || family.has(span.parentSpanId ?? ''))) continue;
      family.add(span.spanId);
      taken.add(span);
    }
  }
  return { taken: spans.filter((span) => taken.has(span)), left: spans.filter((span) => !taken.has(span)) };
}

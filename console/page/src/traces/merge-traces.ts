import type { TraceSummary } from '../../../api/spans.js';

/** Newest first; what arrived takes the place of what was known of the same trace, as a trace arrives in parts. */
export function mergeTraces(
  known: readonly TraceSummary[],
  arrived: Iterable<TraceSummary>,
  limit: number,
): readonly TraceSummary[] {
  const byId = new Map(known.map((trace) => [trace.trace_id, trace]));
  for (const trace of arrived) byId.set(trace.trace_id, trace);
  return [...byId.values()].toSorted(newestFirst).slice(0, limit);
}

function newestFirst(one: TraceSummary, other: TraceSummary): number {
  // Nanoseconds of equal length compare as text.
  if (one.start_ns.length !== other.start_ns.length) return other.start_ns.length - one.start_ns.length;
  return one.start_ns < other.start_ns ? 1 : one.start_ns > other.start_ns ? -1 : 0;
}

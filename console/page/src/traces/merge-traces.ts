import type { TracesAnswer } from '../../../api/answers.js';
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

/** What of an answer is not shown, or has grown since. */
export function missedOf(shown: readonly TraceSummary[], answered: readonly TraceSummary[]): readonly TraceSummary[] {
  const spans = new Map(shown.map(({ trace_id, span_count }) => [trace_id, span_count]));
  return answered.filter(({ trace_id, span_count }) => span_count > (spans.get(trace_id) ?? 0));
}

/** Whether more lies between what is shown and the newest page than that page holds. */
export function isApart(shown: readonly TraceSummary[], { traces, next }: TracesAnswer): boolean {
  const known = new Set(shown.map(({ trace_id }) => trace_id));
  return next !== undefined && !traces.some(({ trace_id }) => known.has(trace_id));
}

function newestFirst(one: TraceSummary, other: TraceSummary): number {
  // Nanoseconds of equal length compare as text.
  if (one.start_ns.length !== other.start_ns.length) return other.start_ns.length - one.start_ns.length;
  return one.start_ns < other.start_ns ? 1 : one.start_ns > other.start_ns ? -1 : 0;
}

import type { ErrorsAnswer, LogsAnswer, QueryAnswer, TracesAnswer } from '../../api/answers.js';
import type { TraceDetail } from '../../api/spans.js';
import { cursorAfter } from '../store/reading/page-cursor.js';

/** Half of an answer that is too large, which says that it is; undefined where there is nothing to leave out. */

export function shortenTrace(trace: TraceDetail): TraceDetail | undefined {
  if (trace.spans.length + trace.logs.length < 2) return undefined;
  return { ...trace, spans: half(trace.spans), logs: half(trace.logs), truncated: true };
}

export function shortenTraces({ traces }: TracesAnswer, before: string | undefined): TracesAnswer | undefined {
  if (traces.length < 2) return undefined;
  const kept = half(traces);
  const starts = kept.map(({ start_ns }) => start_ns);
  return { traces: kept, next: cursorAfter(starts, before) };
}

export function shortenLogs({ logs }: LogsAnswer, before: string | undefined): LogsAnswer | undefined {
  if (logs.length < 2) return undefined;
  const kept = half(logs);
  const times = kept.map(({ time_ns }) => time_ns);
  return { logs: kept, next: cursorAfter(times, before) };
}

export function shortenErrors({ groups }: ErrorsAnswer): ErrorsAnswer | undefined {
  return groups.length < 2 ? undefined : { groups: half(groups), truncated: true };
}

/** The series of half of its groups, the first ones, in which they stand in the results; at last none. */
export function shortenSeries(answer: QueryAnswer): QueryAnswer | undefined {
  const { series, results } = answer.data;
  if (series.length === 0) return undefined;
  const names = breakdownsOf(answer);
  const keyOf = ({ data }: { readonly data: Readonly<Record<string, unknown>> }) =>
    JSON.stringify(names.map((name) => data[name]));
  const charted = new Set(series.map(keyOf));
  const keys = results.map(keyOf).filter((key) => charted.has(key));
  const kept = new Set(keys.slice(0, keys.length >> 1));
  return { ...answer, data: { results, series: series.filter((point) => kept.has(keyOf(point))) } };
}

function breakdownsOf({ query }: QueryAnswer): readonly string[] {
  return (query as { readonly breakdowns?: readonly string[] }).breakdowns ?? [];
}

function half<Item>(items: readonly Item[]): readonly Item[] {
  return items.slice(0, Math.ceil(items.length / 2));
}

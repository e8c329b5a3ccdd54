import { TWO_HOURS, type QuerySpec } from './query-spec.js';

/** When a query looks, in seconds since the epoch: from (included) to (excluded), in steps. */
export interface QueryTime {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400];
const MOST_STEPS = 60;

/**
 * `now` is the end of a query that names none: the present, or the end of a run that is over. Fixed before the query is asked, so
 * that its charts, its heatmap's regions and the traces of its rows are about the same time.
 */
export function timeOf(spec: QuerySpec, now: number): QueryTime {
  const length = spec.time_range ?? TWO_HOURS;
  const start = spec.start_time ?? Math.max((spec.end_time ?? now) - length, 0);
  const end = spec.end_time ?? (spec.start_time === undefined ? now : start + length);
  const step = spec.granularity || STEPS.find((one) => (end - start) / one <= MOST_STEPS) || 7 * 86_400;
  return { start, end, step };
}

/** The query with its time fixed. */
export function fixed(spec: QuerySpec, { start, end, step }: QueryTime): QuerySpec {
  const { time_range: _, ...rest } = spec;
  return { ...rest, start_time: start, end_time: end, granularity: step };
}

/** The beginnings of all steps, also of those in which nothing happened. */
export function stepsOf({ start, end, step }: QueryTime): readonly number[] {
  const first = Math.floor(start / step) * step;
  return Array.from({ length: Math.max(0, Math.ceil((end - first) / step)) }, (_, index) => first + index * step);
}

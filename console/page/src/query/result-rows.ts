import type { QueryAnswer } from '../../../api/answers.js';
import { groupKey } from './chart-lines.js';
import { type Calculation, keyOf } from './query-spec.js';

export interface ResultRow {
  readonly data: Readonly<Record<string, unknown>>;
  /** The same group in the run that it is compared with. */
  readonly former?: Readonly<Record<string, unknown>> | undefined;
  /** Place among the results, which is its colour in the charts. */
  readonly group: number;
}

/** The groups of an answer beside the same groups of another; those that were only in the other come last. */
export function resultRows(
  answer: QueryAnswer,
  breakdowns: readonly string[],
  against?: QueryAnswer,
): readonly ResultRow[] {
  const then = new Map(against?.data.results.map(({ data }) => [groupKey(data, breakdowns), data]));
  const rows = answer.data.results.map(({ data }, group): ResultRow => {
    const key = groupKey(data, breakdowns);
    const was = then.get(key);
    then.delete(key);
    return { data, former: was, group };
  });
  const gone = [...then.values()].map((data, index): ResultRow => {
    const names = Object.fromEntries(breakdowns.map((name) => [name, data[name] ?? null]));
    return { data: names, former: data, group: rows.length + index };
  });
  return [...rows, ...gone];
}

/** Calculations with a figure for a whole group: a heatmap has none. */
export function figuresOf(calculations: readonly Calculation[]): readonly string[] {
  return calculations.filter(({ op }) => op !== 'HEATMAP').map(keyOf);
}

/** How much more or less than then, as a share of then. */
export function change(now: unknown, then: unknown): number | undefined {
  return typeof now === 'number' && typeof then === 'number' && then !== 0 ? (now - then) / Math.abs(then) : undefined;
}

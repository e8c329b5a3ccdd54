import type { PlannedCalculation } from '../plan-calculations.js';
import type { Plan } from '../plan.js';
import type { Scalar } from '../query-spec.js';
import { partInTime, type RowsInTime } from './in-time.js';
import type { Layout } from './layout.js';
import { matching, valueOf } from './matching.js';
import type { Parameters } from './parameters.js';

/** Groups whose steps are asked for by their keys; without them, all groups are. */
export type WantedGroups = readonly { readonly key: readonly (Scalar | null)[] }[] | undefined;

/**
 * The plan's rows: breakdowns `b0`..., the columns of calculations `c0`..., `step`, and when they began and how long they took;
 * of those that are under way, what of them lies in the plan's time (`began`, `from_ns`, `till_ns`).
 */
export function rowsOf(plan: Plan, layout: Layout, parameters: Parameters, which: RowsInTime = 'began'): string {
  const step = `s.time_ns // ${parameters.bind(BigInt(plan.time.stepSeconds) * 1_000_000_000n)}`;
  const breakdowns = plan.breakdowns.map(
    (column, index) => `${valueOf(column, plan, layout, parameters)} AS b${index}`,
  );
  const columns = plan.calculations.flatMap((calculation, index) => {
    const column = columnOf(calculation);
    return column === undefined ? [] : [`${valueOf(column, plan, layout, parameters)} AS c${index}`];
  });
  const part = which === 'began' ? [] : partInTime('s', plan, parameters);
  const selected = [...breakdowns, ...columns, `${step} AS step`, 's.time_ns', 's.duration_ns', ...part].join(', ');
  return `SELECT ${selected} ${matching(plan, layout, parameters, [], which)}`;
}

/** Those rows as `u`, with what tells their groups apart: the breakdowns, or the place among the wanted groups. */
export function stepRows(
  plan: Plan,
  layout: Layout,
  wanted: WantedGroups,
  parameters: Parameters,
  which: RowsInTime = 'began',
) {
  const t = `WITH t AS (${rowsOf(plan, layout, parameters, which)})`;
  const breakdowns = plan.breakdowns.map((_, index) => `b${index}`);
  if (wanted === undefined || breakdowns.length === 0) {
    return { from: `${t}, u AS (SELECT * FROM t)`, keys: breakdowns };
  }
  const rows = wanted.map(({ key }, place) => {
    return `(${[...key.map((value) => (value === null ? 'NULL' : parameters.bind(value))), place].join(', ')})`;
  });
  const names = [...breakdowns.map((name) => `w${name}`), 'place'].join(', ');
  const same = breakdowns.map((name) => `t.${name} IS NOT DISTINCT FROM w.w${name}`).join(' AND ');
  const from = `${t}, u AS (SELECT t.*, w.place FROM t JOIN (VALUES ${rows.join(', ')}) AS w(${names}) ON ${same})`;
  return { from, keys: ['place'] };
}

export function columnOf(calculation: PlannedCalculation) {
  return calculation.how === 'concurrency' ? undefined : calculation.column;
}

import type { Plan } from '../plan.js';
import { aggregates, ranges } from './aggregates.js';
import type { Layout } from './layout.js';
import { Parameters } from './parameters.js';
import { rowsOf, stepRows, type WantedGroups } from './plan-rows.js';
import type { Statement } from './statement.js';

/** Rows in the plan's time: `count`. */
export function countStatement({ time }: Plan): Statement {
  const parameters = new Parameters();
  const start = parameters.bind(BigInt(time.startSeconds) * 1_000_000_000n);
  const end = parameters.bind(BigInt(time.endSeconds) * 1_000_000_000n);
  const sql = `SELECT count(*) AS count FROM items WHERE time_ns >= ${start} AND time_ns < ${end}`;
  return { sql, values: parameters.values };
}

/**
 * The plan's groups in order, limited: breakdowns as `b0`, `b1`, ..., calculations as `a0`, `a1`, ...; of a heatmap the least
 * and the greatest value, `min0` and `max0`.
 */
export function groupsStatement(plan: Plan, layout: Layout): Statement {
  const parameters = new Parameters();
  const rows = rowsOf(plan, layout, parameters);
  const keys = plan.breakdowns.map((_, index) => `b${index}`);
  const havings = plan.havings.map(({ calculation, op, value }) => `a${calculation} ${op} ${parameters.bind(value)}`);
  const orders = plan.orders.map((order) => {
    const by = 'breakdown' in order ? `b${order.breakdown}` : `a${order.calculation}`;
    return `${by} ${order.descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
  const sql = [
    `WITH t AS (${rows})`,
    // Counted also where nobody asks, so that without breakdowns there is one group.
    `SELECT ${[...keys, 'count(*) AS rows_in_group', ...aggregates(plan), ...ranges(plan)].join(', ')} FROM t`,
    ...(keys.length === 0 ? [] : [`GROUP BY ${keys.join(', ')}`]),
    ...(havings.length === 0 ? [] : [`HAVING ${havings.join(' AND ')}`]),
    ...orderBy([...orders, ...keys.map((key) => `${key} ASC NULLS LAST`)]),
    `LIMIT ${plan.limit}`,
  ].join('\n');
  return { sql, values: parameters.values };
}

/** The calculations of each step (`step`, in steps since the epoch) of each group. */
export function stepsStatement(plan: Plan, layout: Layout, wanted: WantedGroups): Statement {
  const parameters = new Parameters();
  const { from, keys } = stepRows(plan, layout, wanted, parameters);
  const sql = `${from} SELECT ${[...keys, 'step', ...aggregates(plan)].join(', ')} FROM u GROUP BY ALL`;
  return { sql, values: parameters.values };
}

function orderBy(by: readonly string[]): readonly string[] {
  return by.length === 0 ? [] : [`ORDER BY ${by.join(', ')}`];
}

import { looksBack, type Plan } from '../plan.js';
import { groupAggregates, ofThoseThatBegan, ranges, stepAggregates } from './aggregates.js';
import { inTime, type RowsInTime } from './in-time.js';
import type { Layout } from './layout.js';
import { Parameters } from './parameters.js';
import { rowsOf, stepRows, type WantedGroups } from './plan-rows.js';
import { joinRates, ratePlaces, ratesTable } from './rates.js';
import type { Statement } from './statement.js';

/** Rows that the plan looks at, before its filters: `count`. */
export function countStatement(plan: Plan): Statement {
  const parameters = new Parameters();
  const sql = `SELECT count(*) AS count FROM items AS s WHERE ${inTime(whichOf(plan), 's', plan, parameters)}`;
  return { sql, values: parameters.values };
}

/**
 * The plan's groups in order, limited: breakdowns as `b0`, `b1`, ..., calculations as `a0`, `a1`, ...; of a heatmap the least
 * and the greatest value, `min0` and `max0`.
 */
export function groupsStatement(plan: Plan, layout: Layout): Statement {
  const parameters = new Parameters();
  const rows = rowsOf(plan, layout, parameters, whichOf(plan));
  const keys = plan.breakdowns.map((_, index) => `b${index}`);
  const found = [...groupAggregates(plan, parameters), ...ranges(plan, ofThoseThatBegan(plan))];
  const havings = plan.havings.map(({ calculation, op, value }) => `a${calculation} ${op} ${parameters.bind(value)}`);
  const orders = plan.orders.map((order) => {
    const by = 'breakdown' in order ? `b${order.breakdown}` : `a${order.calculation}`;
    return `${by} ${order.descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
  const hasRates = ratePlaces(plan).length > 0;
  // Counted also where nobody asks, so that without breakdowns there is one group.
  const selected = [...keys, 'count(*) AS rows_in_group', ...found].join(', ');
  const sql = [
    `WITH t AS (${rows}),`,
    `g AS (SELECT ${selected} FROM t${keys.length === 0 ? '' : ` GROUP BY ${keys.join(', ')}`})`,
    ...(hasRates ? [`, r AS (${ratesTable(plan, keys)})`] : []),
    `SELECT * FROM g${hasRates ? ` ${joinRates(keys)}` : ''}`,
    ...(havings.length === 0 ? [] : [`WHERE ${havings.join(' AND ')}`]),
    ...orderBy([...orders, ...keys.map((key) => `${key} ASC NULLS LAST`)]),
    `LIMIT ${plan.limit}`,
  ].join('\n');
  return { sql, values: parameters.values };
}

/** The calculations of each step (`step`, in steps since the epoch) of each group. */
export function stepsStatement(plan: Plan, layout: Layout, wanted: WantedGroups): Statement {
  const parameters = new Parameters();
  const { from, keys } = stepRows(plan, layout, wanted, parameters);
  const sql = `${from} SELECT ${[...keys, 'step', ...stepAggregates(plan)].join(', ')} FROM u GROUP BY ALL`;
  return { sql, values: parameters.values };
}

function whichOf(plan: Plan): RowsInTime {
  return looksBack(plan) ? 'under way' : 'began';
}

function orderBy(by: readonly string[]): readonly string[] {
  return by.length === 0 ? [] : [`ORDER BY ${by.join(', ')}`];
}

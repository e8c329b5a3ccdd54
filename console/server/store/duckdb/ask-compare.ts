import type { CompareAnswer } from '../../../api/answers.js';
import type { Catalogue } from '../../query/catalogue.js';
import { compareRows } from '../../query/compare-rows.js';
import type { ComparisonPlan } from '../../query/plan-comparison.js';
import { expression } from '../../query/sql/expression.js';
import type { Layout } from '../../query/sql/layout.js';
import { matching } from '../../query/sql/matching.js';
import { Parameters } from '../../query/sql/parameters.js';
import { fittingPlaces } from './fitting-rows.js';
import { ItemReader, wholeItemSelection, itemsWithResource } from './read-items.js';
import type { Ask } from './reader-pool.js';

/** Of either side so many rows, picked evenly, say what it is like. */
const rowsPicked = 4_000;

export async function askCompare(
  ask: Ask,
  plan: ComparisonPlan,
  catalogue: Catalogue,
  layout: Layout,
): Promise<CompareAnswer> {
  const counts = await ask(countStatement(plan, layout));
  const sides = [];
  for (const inside of [true, false]) {
    const reader = new ItemReader();
    const items = await ask(pickStatement(plan, layout, inside));
    sides.push(items.map((item) => reader.toRow(item)));
  }
  const [within = [], without = []] = sides;
  const countOf = (inside: boolean) => Number(counts.find((row) => row['inside'] === inside)?.['count'] ?? 0);
  const fields = compareRows(catalogue, within, without, plan.column.name);
  return { inside: countOf(true), outside: countOf(false), fields };
}

function countStatement(plan: ComparisonPlan, layout: Layout) {
  const parameters = new Parameters();
  const sql = `SELECT ${insideOf(plan, layout, parameters)} AS inside, count(*) AS count
    ${matching(plan.plan, layout, parameters, [plan.column])} GROUP BY ALL`;
  return { sql, values: parameters.values };
}

/** The hash of its place picks a row: evenly, and the same ones each time. */
function pickStatement(plan: ComparisonPlan, layout: Layout, inside: boolean) {
  const parameters = new Parameters();
  const picked = `SELECT s.rowid AS place, hash(s.rowid) AS rank ${matching(plan.plan, layout, parameters, [plan.column])}
    AND (${insideOf(plan, layout, parameters)}) = ${inside} ORDER BY rank LIMIT ${rowsPicked}`;
  const sql = `SELECT ${wholeItemSelection} FROM ${itemsWithResource} WHERE s.rowid IN (${fittingPlaces(picked)})`;
  return { sql, values: parameters.values };
}

function insideOf({ column, fromNs, toNs, min, max }: ComparisonPlan, layout: Layout, parameters: Parameters): string {
  const value = expression(column, 's', layout, parameters);
  const [low, high, from, to] = [min, max, fromNs, toNs].map((bound) => parameters.bind(bound));
  return `coalesce(${value} BETWEEN ${low} AND ${high} AND s.time_ns >= ${from} AND s.time_ns < ${to}, false)`;
}

import { wholeTime } from '../plan-time.js';
import type { Plan } from '../plan.js';
import type { Layout } from './layout.js';
import { Parameters } from './parameters.js';
import { stepRows, type WantedGroups } from './plan-rows.js';
import type { Statement } from './statement.js';

/**
 * The steps (`step`, since the epoch) in which spans of a group begin or end: by how many more are under way after it
 * (`change`), and how many nanoseconds of it those that began in it last, less what those that ended in it do not
 * (`covered_ns`, as text). A span has two rows however many steps it lasts.
 */
export function concurrencyStatement(plan: Plan, layout: Layout, wanted: WantedGroups): Statement {
  const parameters = new Parameters();
  const { from, keys } = stepRows(plan, layout, wanted, parameters, 'under way');
  const group = keys.map((key) => `${key}, `).join('');
  const stepNs = parameters.bind(BigInt(plan.time.stepSeconds) * 1_000_000_000n);
  const end = parameters.bind(wholeTime(plan.time).toNs);
  const sql = `${from}, moments AS (
    SELECT ${group}from_ns // ${stepNs} AS step, from_ns AS moment, 1 AS change FROM u WHERE till_ns IS NOT NULL
    UNION ALL
    SELECT ${group}greatest(till_ns - 1, from_ns) // ${stepNs}, till_ns, -1 FROM u WHERE till_ns IS NOT NULL
  )
  SELECT ${group}step, sum(change) AS change,
    sum(change * (least((step + 1) * ${stepNs}, ${end}) - moment))::VARCHAR AS covered_ns
  FROM moments GROUP BY ALL`;
  return { sql, values: parameters.values };
}

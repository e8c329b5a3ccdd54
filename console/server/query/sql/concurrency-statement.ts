import type { Plan } from '../plan.js';
import type { Layout } from './layout.js';
import { Parameters } from './parameters.js';
import { stepRows, type WantedGroups } from './plan-rows.js';
import type { Statement } from './statement.js';

/** The most spans of a group that were under way at once when one of them began, by step: `most`. */
export function concurrencyStatement(plan: Plan, layout: Layout, wanted: WantedGroups): Statement {
  const parameters = new Parameters();
  const { from, keys } = stepRows(plan, layout, wanted, parameters);
  const group = keys.map((key) => `${key}, `).join('');
  const spans = 'FROM u WHERE duration_ns IS NOT NULL';
  const sql = `${from}, moments AS (
    SELECT ${group}step, time_ns AS moment, 1 AS change ${spans}
    UNION ALL SELECT ${group}step, time_ns + greatest(duration_ns, 1), -1 ${spans}
  ), counted AS (
    SELECT ${group}step, change, sum(change) OVER (
      ${keys.length === 0 ? '' : `PARTITION BY ${keys.join(', ')}`} ORDER BY moment, change ROWS UNBOUNDED PRECEDING
    ) AS under_way FROM moments
  )
  SELECT ${group}step, max(under_way) AS most FROM counted WHERE change = 1 GROUP BY ALL`;
  return { sql, values: parameters.values };
}

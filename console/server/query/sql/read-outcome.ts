import { groupsInSeries, type Outcome } from '../outcome.js';
import type { Plan } from '../plan.js';
import { countStatement, groupsStatement, stepsStatement } from './group-statements.js';
import { rangeStatement } from './heatmap-statements.js';
import type { Layout } from './layout.js';
import { finder, keyOf, OpenGroup, valuesOf } from './open-group.js';
import type { WantedGroups } from './plan-rows.js';
import { readConcurrency } from './read-concurrency.js';
import { readHeatmap } from './read-heatmap.js';
import type { ResultRow, RunStatement } from './statement.js';

/** Carries a plan out on a database: the groups first, then what is shown of those that are left. */
export async function readOutcome(plan: Plan, layout: Layout, run: RunStatement): Promise<Outcome> {
  const [counted] = await run(countStatement(plan));
  const found = await run(groupsStatement(plan, layout));
  const groups = found.map((row) => new OpenGroup(keyOf(plan, row), valuesOf(plan, row)));
  const all = plan.breakdowns.length === 0 || (plan.havings.length === 0 && groups.length < plan.limit);
  const chart = groups.slice(0, groupsInSeries(plan, groups.length));
  const charted = all && chart.length === groups.length ? undefined : chart;
  if (groups.length > 0) {
    const isPlain = plan.calculations.some(({ how }) => how === 'aggregate' || how === 'rate');
    if (isPlain) readSteps(plan, await run(stepsStatement(plan, layout, charted)), groups, charted);
    const isHeatmap = plan.calculations.some(({ how }) => how === 'heatmap');
    // The range of all groups is known where all of them are here.
    const ranges = isHeatmap && !all ? await run(rangeStatement(plan, layout)) : found;
    for (const [place, { how }] of plan.calculations.entries()) {
      if (how === 'heatmap') await readHeatmap(plan, layout, run, { groups, charted, place, ranges });
      if (how === 'concurrency') await readConcurrency(plan, layout, run, { groups, charted, place });
    }
  }
  const inChart = new Set(chart);
  return {
    rowsRead: Number(counted?.['count'] ?? 0),
    groups: groups.map((group) => group.closed(plan, inChart.has(group))),
  };
}

function readSteps(plan: Plan, rows: readonly ResultRow[], groups: readonly OpenGroup[], wanted: WantedGroups): void {
  const groupOf = finder(plan, groups, wanted);
  for (const row of rows) {
    const group = groupOf(row);
    valuesOf(plan, row).forEach((value, place) => group?.put(Number(row['step']), place, value));
  }
}

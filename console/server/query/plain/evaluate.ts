import { groupsInSeries, type Found, type Group, type Outcome } from '../outcome.js';
import type { Plan } from '../plan.js';
import type { Row } from '../row.js';
import { evaluateCalculation } from './evaluate-calculation.js';
import { groupBy } from './group-by.js';
import { matches } from './matches.js';
import { relativesOf, valueIn } from './relatives.js';
import { scalesOf, type Scales } from './scales.js';
import { kept, sorted } from './sorted.js';

const billion = 1_000_000_000n;

/**
 * Carries a plan out row by row, as simply as it can be said. It is the engine where there is no other, and the oracle
 * against which the other is tested.
 */
export function evaluate(plan: Plan, rows: readonly Row[]): Outcome {
  const relatives = relativesOf(plan, rows);
  const inTime = rows.filter((row) => isInTime(row, plan));
  const matching = inTime.filter((row) => matches(row, plan, relatives));
  const scales = scalesOf(plan, matching);
  const keyOf = (row: Row) => plan.breakdowns.map((column) => valueIn(row, column, relatives) ?? null);
  const byKey = groupBy(matching, keyOf);
  // Without breakdowns all rows are one group, also where there is none.
  if (plan.breakdowns.length === 0 && byKey.length === 0) byKey.push({ key: [], rows: [] });
  const groups = byKey.map((group) => ({ ...group, found: wholeOf(plan, group.rows, scales) }));
  const limited = sorted(kept(groups, plan), plan).slice(0, plan.limit);
  const charted = groupsInSeries(plan, limited.length);
  return {
    rowsRead: inTime.length,
    groups: limited.map((group, index): Group => {
      const steps = index < charted ? stepsOf(plan, group.rows, scales) : new Map<number, Found>();
      return { key: group.key, found: group.found, steps };
    }),
  };
}

/** The rows that a query looks at, after its filters. */
export function matchingRows(plan: Plan, rows: readonly Row[]): readonly Row[] {
  const relatives = relativesOf(plan, rows);
  return rows.filter((row) => isInTime(row, plan) && matches(row, plan, relatives));
}

function isInTime({ timeNs }: Row, { time }: Plan): boolean {
  return timeNs >= BigInt(time.startSeconds) * billion && timeNs < BigInt(time.endSeconds) * billion;
}

function wholeOf(plan: Plan, rows: readonly Row[], scales: Scales): Found {
  return plan.calculations.map((calculation) => {
    return calculation.how === 'heatmap' ? null : evaluateCalculation(calculation, rows, rows, scales);
  });
}

function stepsOf(plan: Plan, group: readonly Row[], scales: Scales): ReadonlyMap<number, Found> {
  const stepNs = BigInt(plan.time.stepSeconds) * billion;
  const steps = groupBy(group, ({ timeNs }) => Number(timeNs / stepNs) * plan.time.stepSeconds);
  return new Map(
    steps
      .toSorted((a, b) => a.key - b.key)
      .map(({ key, rows }) => {
        return [key, plan.calculations.map((calculation) => evaluateCalculation(calculation, rows, group, scales))];
      }),
  );
}

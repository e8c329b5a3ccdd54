import { groupsInSeries, type Found, type Group, type Outcome } from '../outcome.js';
import { stepAt, wholeTime } from '../plan-time.js';
import { looksBack, type Plan } from '../plan.js';
import type { Row } from '../row.js';
import { aggregate } from './aggregate.js';
import { concurrencyByStep } from './concurrency-by-step.js';
import { concurrency, touches } from './concurrency.js';
import { evaluateCalculation, valuesOf } from './evaluate-calculation.js';
import { groupBy } from './group-by.js';
import { matches } from './matches.js';
import { meanChange } from './mean-change.js';
import { relativesOf, valueIn } from './relatives.js';
import { scalesOf, type Scales } from './scales.js';
import { kept, sorted } from './sorted.js';

/**
 * Carries a plan out row by row, as simply as it can be said. It is the engine where there is no other, and the oracle
 * against which the other is tested.
 */
export function evaluate(plan: Plan, rows: readonly Row[]): Outcome {
  const relatives = relativesOf(plan, rows);
  const inTime = rows.filter((row) => began(row, plan) || (looksBack(plan) && touches(row, wholeTime(plan.time))));
  const matching = inTime.filter((row) => matches(row, plan, relatives));
  const scales = scalesOf(
    plan,
    matching.filter((row) => began(row, plan)),
  );
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
  return rows.filter((row) => began(row, plan) && matches(row, plan, relatives));
}

function began({ timeNs }: Row, { time }: Plan): boolean {
  const { fromNs, toNs } = wholeTime(time);
  return timeNs >= fromNs && timeNs < toNs;
}

/** But for CONCURRENCY, calculations are about the rows that began in the time. */
function wholeOf(plan: Plan, group: readonly Row[], scales: Scales): Found {
  const rows = group.filter((row) => began(row, plan));
  return plan.calculations.map((calculation) => {
    if (calculation.how === 'concurrency') return concurrency(group, wholeTime(plan.time));
    if (calculation.how === 'heatmap') return null;
    if (calculation.how === 'aggregate') return evaluateCalculation(calculation, rows, scales);
    const steps = byStep(plan, rows).toSorted((a, b) => a.key - b.key);
    return meanChange(steps.map((step) => aggregate(calculation.aggregate, valuesOf(step.rows, calculation.column))));
  });
}

function stepsOf(plan: Plan, group: readonly Row[], scales: Scales): ReadonlyMap<number, Found> {
  const rows = group.filter((row) => began(row, plan));
  const inStep = new Map(byStep(plan, rows).map(({ key, rows: inIt }) => [key, inIt]));
  const underWay = looksBack(plan) ? concurrencyByStep(plan, group) : new Map<number, number>();
  const steps = [...new Set([...inStep.keys(), ...underWay.keys()])].toSorted((a, b) => a - b);
  return new Map(
    steps.map((step) => {
      const found = plan.calculations.map((calculation) => {
        if (calculation.how === 'concurrency') return underWay.get(step) ?? null;
        return evaluateCalculation(calculation, inStep.get(step) ?? [], scales);
      });
      return [step * plan.time.stepSeconds, found];
    }),
  );
}

function byStep({ time }: Plan, rows: readonly Row[]) {
  return groupBy(rows, ({ timeNs }) => stepAt(timeNs, time));
}

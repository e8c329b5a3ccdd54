import type { QueryAnswer } from '../../api/answers.js';
import type { Found, Group, Outcome } from './outcome.js';
import type { Plan } from './plan.js';

type Data = Readonly<Record<string, unknown>>;

/** An outcome in the shape of Honeycomb's query result. */
export function toAnswer(plan: Plan, outcome: Outcome, elapsedMs: number): QueryAnswer {
  const groups = outcome.groups.map((group) => withRates(plan, group));
  const series = groups.flatMap((group) =>
    [...group.steps]
      .filter(([, found]) => found.some((value) => value !== null))
      .map(([seconds, found]) => ({ seconds, data: toData(plan, group, found) })),
  );
  return {
    query: plan.spec,
    data: {
      results: groups.map((group) => ({ data: toData(plan, group, group.found) })),
      series: series
        .toSorted((a, b) => a.seconds - b.seconds)
        .map(({ seconds, data }) => ({ time: new Date(seconds * 1000).toISOString(), data })),
    },
    rows_read: outcome.rowsRead,
    elapsed_ms: elapsedMs,
  };
}

function toData(plan: Plan, group: Group, found: Found): Data {
  const breakdowns = (plan.spec.breakdowns ?? []).map((name, index) => [name, group.key[index] ?? null] as const);
  const calculations = plan.calculations.map(({ key }, index) => [key, found[index] ?? null] as const);
  return Object.fromEntries([...breakdowns, ...calculations]);
}

/** In a step a rate is the change of its aggregate since the step before that has a value. */
function withRates(plan: Plan, group: Group): Group {
  const rates = plan.calculations.flatMap(({ how }, index) => (how === 'rate' ? [index] : []));
  if (rates.length === 0) return group;
  const steps = new Map([...group.steps].map(([seconds, found]) => [seconds, [...found]]));
  for (const index of rates) {
    const points = [...steps.values()].filter((found) => typeof found[index] === 'number');
    const values = points.map((found) => Number(found[index]));
    points.forEach((found, place) => {
      found[index] = place === 0 ? null : (values[place] ?? 0) - (values[place - 1] ?? 0);
    });
  }
  return { ...group, steps };
}

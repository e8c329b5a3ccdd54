import type { Found } from '../outcome.js';
import type { Plan } from '../plan.js';
import type { PlannedHaving } from '../plan-orders.js';
import type { Scalar } from '../query-spec.js';
import { compareScalars, holds } from './compare-scalars.js';

interface Sortable {
  readonly key: readonly (Scalar | null)[];
  readonly found: Found;
}

export function kept<G extends Sortable>(groups: readonly G[], { havings }: Plan): readonly G[] {
  return groups.filter(({ found }) => havings.every((having) => isKept(found[having.calculation], having)));
}

/** By the plan's orders, then by the breakdowns, so that the same groups always come in the same order; what is absent, last. */
export function sorted<G extends Sortable>(groups: readonly G[], plan: Plan): readonly G[] {
  const orders = [...plan.orders, ...plan.breakdowns.map((_, breakdown) => ({ breakdown, descending: false }))];
  return groups.toSorted((a, b) => {
    for (const order of orders) {
      const by = (group: G) => ('breakdown' in order ? group.key[order.breakdown] : group.found[order.calculation]);
      const difference = compareNullsLast(by(a), by(b), order.descending);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function compareNullsLast(a: unknown, b: unknown, descending: boolean): number {
  if (!isScalar(a) || !isScalar(b)) return Number(isScalar(b)) - Number(isScalar(a));
  return descending ? compareScalars(b, a) : compareScalars(a, b);
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isKept(value: unknown, { op, value: bound }: PlannedHaving): boolean {
  return typeof value === 'number' && holds[op](value - bound);
}

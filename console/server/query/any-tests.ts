import type { PlannedFilter } from './plan-filter.js';
import type { Plan } from './plan.js';

/**
 * What the one span of a trace has to pass that `any.` is about: all of the `any.` filters; where there are only `any.`
 * breakdowns, it has to have their columns.
 */
export function anyTests({ filters, breakdowns }: Plan): readonly PlannedFilter[] {
  const asked = filters.filter(({ column }) => column.relation === 'any');
  if (asked.length > 0) return asked;
  return breakdowns
    .filter(({ relation }) => relation === 'any')
    .map((column) => ({ column, test: 'exists', negated: false, values: [] }));
}

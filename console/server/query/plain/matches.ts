import type { Plan } from '../plan.js';
import type { PlannedFilter } from '../plan-filter.js';
import type { Scalar } from '../query-spec.js';
import type { Row } from '../row.js';
import { compareScalars, holds } from './compare-scalars.js';
import { hasRelatives, valueIn, type Relatives } from './relatives.js';

export function matches(row: Row, plan: Plan, relatives: Relatives): boolean {
  if (!hasRelatives(row, plan, relatives)) return false;
  // Those of `any.` have already chosen the span that they are about.
  const filters = plan.filters.filter(({ column }) => column.relation !== 'any');
  if (filters.length === 0) return true;
  const passes = (filter: PlannedFilter) => passesFilter(valueIn(row, filter.column, relatives), filter);
  return plan.combination === 'AND' ? filters.every(passes) : filters.some(passes);
}

export function passesFilter(value: Scalar | undefined, { test, negated, values }: PlannedFilter): boolean {
  return negated !== passesTest(value, test, values);
}

function passesTest(value: Scalar | undefined, test: PlannedFilter['test'], values: readonly Scalar[]): boolean {
  if (value === undefined) return false;
  if (test === 'exists') return true;
  if (test === 'in') return values.includes(value);
  const [other] = values;
  if (other === undefined) return false;
  if (test === 'starts-with') return String(value).startsWith(String(other));
  if (test === 'ends-with') return String(value).endsWith(String(other));
  if (test === 'contains') return String(value).includes(String(other));
  return holds[test](compareScalars(value, other));
}

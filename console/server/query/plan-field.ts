import { QueryRefused } from '../store/errors.js';
import type { Catalogue } from './catalogue.js';
import { planFilter, type PlannedFilter } from './plan-filter.js';

/** Whether a span has this value, compared as text; throws QueryRefused where that is no column of a span's own. */
export function planField(
  { name, value }: { readonly name: string; readonly value: string },
  catalogue: Catalogue,
): PlannedFilter {
  const filter = planFilter({ column: name, op: '=', value }, catalogue, 'field');
  const { relation } = filter.column;
  if (relation !== 'self')
    throw new QueryRefused(`field: ${relation}. is for queries, traces are found by their spans' own`);
  return filter;
}

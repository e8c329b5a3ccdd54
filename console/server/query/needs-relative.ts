import type { Relation } from './column.js';
import type { Plan } from './plan.js';

/**
 * Whether a row is none of the query's where it has no such relative. A filter narrows to the rows whose root or parent passes
 * it, so there has to be one, also to pass `!=` or `does-not-exist`; a breakdown by what is missing is a group of its own.
 * The one span that `any.` is about has to be there in either case.
 * https://www.honeycomb.io/blog/relational-fields-announcement
 */
export function needsRelative({ filters }: Plan, relation: Exclude<Relation, 'self'>): boolean {
  return relation === 'any' || filters.some(({ column }) => column.relation === relation);
}

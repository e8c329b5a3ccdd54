import type { Column } from '../column.js';
import { columnsOf, type Plan } from '../plan.js';
import { condition } from './condition.js';
import { expression, joinResource, needsResource } from './expression.js';
import { inTime, type RowsInTime } from './in-time.js';
import type { Layout } from './layout.js';
import type { Parameters } from './parameters.js';
import { joinRelative, relatedColumns, relativeValue } from './relatives.js';

/**
 * FROM and WHERE: a plan's rows as `s`, with the relatives that it needs. `besides` are columns of the rows themselves that
 * are read and are not the plan's.
 */
export function matching(
  plan: Plan,
  layout: Layout,
  parameters: Parameters,
  besides: readonly Column[] = [],
  which: RowsInTime = 'began',
): string {
  const relations = (['root', 'parent', 'any'] as const).filter((one) => relatedColumns(plan, one).length > 0);
  const own = [...columnsOf(plan), ...besides].filter(({ relation }) => relation === 'self');
  const joins = relations.map((relation) => joinRelative(relation, plan, layout, parameters));
  const time = inTime(which, 's', plan, parameters);
  // Those of `any.` have already chosen the span that they are about.
  const filters = plan.filters.filter(({ column }) => column.relation !== 'any');
  const tests = filters.map((filter) => {
    return condition(filter, valueOf(filter.column, plan, layout, parameters), parameters);
  });
  return [
    'FROM items AS s',
    ...joins,
    ...(own.some((column) => needsResource(column, layout)) ? [joinResource('s')] : []),
    `WHERE ${time}`,
    ...(tests.length === 0 ? [] : [`AND (${tests.join(` ${plan.combination} `)})`]),
  ].join('\n');
}

export function valueOf(column: Column, plan: Plan, layout: Layout, parameters: Parameters): string {
  if (column.relation === 'self') return expression(column, 's', layout, parameters);
  return relativeValue(column.relation, column, plan);
}

import { anyTests } from '../any-tests.js';
import type { Column, Relation } from '../column.js';
import { needsRelative } from '../needs-relative.js';
import { columnsOf, type Plan } from '../plan.js';
import { condition } from './condition.js';
import { expression, joinResource, needsResource } from './expression.js';
import { rowKinds, type Layout } from './layout.js';
import type { Parameters } from './parameters.js';

type Relative = Exclude<Relation, 'self'>;

const aliases: Readonly<Record<Relative, string>> = { root: 'root', parent: 'parent', any: 'one' };

/** The columns of this relation that a plan reads, each once. */
export function relatedColumns(plan: Plan, relation: Relative): readonly Column[] {
  const columns = columnsOf(plan).filter((column) => column.relation === relation);
  return columns.filter(({ name }, place) => columns.findIndex((other) => other.name === name) === place);
}

/** A relative's value in a statement that has joined it. */
export function relativeValue(relation: Relative, { name }: Column, plan: Plan): string {
  return `${aliases[relation]}.v${relatedColumns(plan, relation).findIndex((column) => column.name === name)}`;
}

/**
 * Joins one row for each trace, for a parent one for each span, that has nothing but the values that are read: whole rows
 * would fill memory. Should there be several, it is the earliest; of a span that came twice, either.
 */
export function joinRelative(relation: Relative, plan: Plan, layout: Layout, parameters: Parameters): string {
  const columns = relatedColumns(plan, relation);
  const values = columns.map((column) => expression(column, 'r', layout, parameters));
  const resource = columns.some((column) => needsResource(column, layout)) ? joinResource('r') : '';
  const from = `FROM items AS r ${resource} WHERE r.kind = ${rowKinds.span}`;
  const first = 'QUALIFY row_number() OVER (PARTITION BY r.trace_id ORDER BY r.time_ns, r.span_id) = 1';
  const named = values.map((value, place) => `${value} AS v${place}`).join(', ');
  const alias = aliases[relation];
  const join = needsRelative(plan, relation) ? 'JOIN' : 'LEFT JOIN';
  const sameTrace = `${alias}.trace_id = s.trace_id`;
  if (relation === 'parent') {
    const any = values.map((value, place) => `any_value(${value}) AS v${place}`).join(', ');
    const spans = `SELECT r.trace_id, r.span_id, ${any} ${from} GROUP BY r.trace_id, r.span_id`;
    return `${join} (${spans}) AS ${alias} ON ${sameTrace} AND ${alias}.span_id = s.parent_id`;
  }
  if (relation === 'root') {
    return `${join} (SELECT r.trace_id, ${named} ${from} AND r.parent_id IS NULL ${first}) AS ${alias} ON ${sameTrace}`;
  }
  const tests = anyTests(plan).map((test) => {
    return condition(test, expression(test.column, 'r', layout, parameters), parameters);
  });
  return `${join} (SELECT r.trace_id, ${named} ${from} AND ${tests.join(' AND ')} ${first}) AS ${alias} ON ${sameTrace}`;
}

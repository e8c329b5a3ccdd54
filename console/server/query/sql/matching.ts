import { anyTests } from '../any-tests.js';
import type { Column, Relation } from '../column.js';
import type { Plan } from '../plan.js';
import { condition } from './condition.js';
import { expression, needsResource, resourceAlias } from './expression.js';
import { rowKinds, type Layout } from './layout.js';
import type { Parameters } from './parameters.js';

/** Aliases of a row and of its relatives. */
const aliases: Readonly<Record<Relation, string>> = { self: 's', root: 'root', parent: 'parent', any: 'one' };

/** FROM and WHERE: a plan's rows as `s`, with the relatives that it needs. */
export function matching(plan: Plan, columns: readonly Column[], layout: Layout, parameters: Parameters): string {
  const filters = plan.filters.filter(({ column }) => column.relation !== 'any');
  const used = [...columns, ...plan.filters.map(({ column }) => column)];
  const joins = (['root', 'parent', 'any'] as const)
    .filter((relation) => used.some((column) => column.relation === relation))
    .map((relation) => join(relation, plan, layout, parameters));
  const resources = (Object.keys(aliases) as Relation[])
    .filter((relation) => used.some((column) => column.relation === relation && needsResource(column, layout)))
    .map((relation) => joinResource(aliases[relation]));
  const start = parameters.bind(BigInt(plan.time.startSeconds) * 1_000_000_000n);
  const end = parameters.bind(BigInt(plan.time.endSeconds) * 1_000_000_000n);
  const tests = filters.map((filter) => {
    return condition(filter, valueOf(filter.column, layout, parameters), parameters);
  });
  return [
    'FROM items AS s',
    ...joins,
    ...resources,
    `WHERE s.time_ns >= ${start} AND s.time_ns < ${end}`,
    ...(tests.length === 0 ? [] : [`AND (${tests.join(` ${plan.combination} `)})`]),
  ].join('\n');
}

export function valueOf(column: Column, layout: Layout, parameters: Parameters): string {
  return expression(column, aliases[column.relation], layout, parameters);
}

/** One row for each trace, for a parent one for each span: the earliest, should there be several. */
function join(relation: 'root' | 'parent' | 'any', plan: Plan, layout: Layout, parameters: Parameters): string {
  const own = relation === 'parent' ? 'trace_id, r.span_id' : 'trace_id';
  const first = `QUALIFY row_number() OVER (PARTITION BY r.${own} ORDER BY r.time_ns, r.span_id) = 1`;
  const name = aliases[relation];
  const spans = `FROM items AS r WHERE r.kind = ${rowKinds.span}`;
  if (relation === 'root') {
    return `LEFT JOIN (SELECT r.* ${spans} AND r.parent_id IS NULL ${first}) AS ${name} ON ${name}.trace_id = s.trace_id`;
  }
  if (relation === 'parent') {
    return `LEFT JOIN (SELECT r.* ${spans} ${first}) AS ${name} ON ${name}.trace_id = s.trace_id AND ${name}.span_id = s.parent_id`;
  }
  const tests = anyTests(plan).map((test) => {
    return condition(test, expression(test.column, 'r', layout, parameters), parameters);
  });
  const passing = `SELECT r.* FROM items AS r ${joinResource('r')} WHERE r.kind = ${rowKinds.span}`;
  return `JOIN (${passing} AND ${tests.join(' AND ')} ${first}) AS ${name} ON ${name}.trace_id = s.trace_id`;
}

function joinResource(alias: string): string {
  return `LEFT JOIN resources AS ${resourceAlias(alias)} ON ${resourceAlias(alias)}.id = ${alias}.resource`;
}

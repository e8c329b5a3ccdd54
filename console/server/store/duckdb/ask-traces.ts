import type { FieldType, TracesAnswer } from '../../../api/answers.js';
import type { Catalogue } from '../../query/catalogue.js';
import { planField } from '../../query/plan-field.js';
import { condition } from '../../query/sql/condition.js';
import { expression } from '../../query/sql/expression.js';
import { rowKinds, type Layout } from '../../query/sql/layout.js';
import { Parameters } from '../../query/sql/parameters.js';
import type { ResultRow } from '../../query/sql/statement.js';
import { cursorAfter, readCursor } from '../reading/page-cursor.js';
import { summariseTrace, type SummarisedSpan } from '../reading/trace-summary.js';
import type { TraceFilter } from '../span-store.js';
import { itemsWithResource, text } from './read-items.js';
import type { Ask } from './reader-pool.js';

/** One page of traces may have so many spans before the summaries of the last ones count fewer than there are. */
const mostSpans = 200_000;

export async function askTraces(
  ask: Ask,
  filter: TraceFilter,
  catalogue: Catalogue,
  layout: Layout,
): Promise<TracesAnswer> {
  const limit = Math.min(filter.limit ?? 50, 500);
  const found = await ask(pageStatement(filter, limit, catalogue, layout));
  const page = found.slice(0, limit).map((row) => text(row, 'trace_id') ?? '');
  if (page.length === 0) return { traces: [] };
  const spans = await ask(spansStatement(page, catalogue, layout));
  const byTrace = new Map<string, SummarisedSpan[]>(page.map((id) => [id, []]));
  for (const span of spans) byTrace.get(text(span, 'trace_id') ?? '')?.push(toSummarised(span));
  const traces = [...byTrace.values()].filter(({ length }) => length > 0).map(summariseTrace);
  if (found.length <= limit || traces.length === 0) return { traces };
  return {
    traces,
    next: cursorAfter(
      traces.map(({ start_ns }) => start_ns),
      filter.before,
    ),
  };
}

/** The newest traces that pass, one more than the page holds. */
function pageStatement(filter: TraceFilter, limit: number, catalogue: Catalogue, layout: Layout) {
  const parameters = new Parameters();
  const where = [`kind = ${rowKinds.span}`];
  const having: string[] = [];
  const cursor = filter.before === undefined ? undefined : readCursor(filter.before);
  if (filter.idPrefix !== undefined) where.push(`starts_with(trace_id, ${parameters.bind(filter.idPrefix)})`);
  if (filter.ids !== undefined) where.push(among('trace_id', filter.ids, parameters));
  if (filter.field !== undefined) {
    const test = planField(filter.field, catalogue);
    const value = expression(test.column, 's', layout, parameters);
    const passes = condition(test, value, parameters);
    where.push(`trace_id IN (SELECT s.trace_id FROM ${itemsWithResource} WHERE ${passes})`);
  }
  if (filter.errorsOnly === true) having.push('bool_or(status_code = 2)');
  if (cursor !== undefined) having.push(`min(time_ns) <= ${parameters.bind(cursor.atMostNs)}`);
  const sql = [
    `SELECT trace_id FROM items WHERE ${where.join(' AND ')} GROUP BY trace_id`,
    ...(having.length === 0 ? [] : [`HAVING ${having.join(' AND ')}`]),
    `ORDER BY min(time_ns) DESC, trace_id LIMIT ${limit + 1} OFFSET ${cursor?.skipped ?? 0}`,
  ].join(' ');
  return { sql, values: parameters.values };
}

function spansStatement(ids: readonly string[], catalogue: Catalogue, layout: Layout) {
  const parameters = new Parameters();
  const valueOf = (name: string, ...types: readonly (FieldType | undefined)[]) => {
    const type = catalogue.typeOf(name);
    const isOne = type !== undefined && types.includes(type);
    return isOne ? expression({ relation: 'self', name, type }, 's', layout, parameters) : 'NULL';
  };
  const status = valueOf('http.response.status_code', 'integer', 'float');
  const path = `CASE WHEN NOT contains(s.name, '/') THEN ${valueOf('url.path', 'string')} END`;
  const columns = 's.trace_id, s.span_id, s.parent_id, s.name, s.service, s.duration_ns, s.status_code';
  const where = `s.kind = ${rowKinds.span} AND ${among('s.trace_id', ids, parameters)}`;
  const selected = `${columns}, s.time_ns::VARCHAR AS time_ns, ${status} AS http_status, ${path} AS url_path`;
  return {
    sql: `SELECT ${selected} FROM ${itemsWithResource} WHERE ${where} LIMIT ${mostSpans}`,
    values: parameters.values,
  };
}

function toSummarised(row: ResultRow): SummarisedSpan {
  const parent = text(row, 'parent_id');
  return {
    trace_id: text(row, 'trace_id') ?? '',
    span_id: text(row, 'span_id') ?? '',
    ...(parent !== undefined && { parent_id: parent }),
    name: text(row, 'name') ?? '',
    service: text(row, 'service') ?? '',
    start_ns: text(row, 'time_ns') ?? '0',
    duration_ns: Number(row['duration_ns']),
    status_code: Number(row['status_code']),
    ...(typeof row['http_status'] === 'number' && { http_status: row['http_status'] }),
    ...(typeof row['url_path'] === 'string' && { url_path: row['url_path'] }),
  };
}

function among(column: string, values: readonly string[], parameters: Parameters): string {
  if (values.length === 0) return 'false';
  return `${column} IN (${values.map((value) => parameters.bind(value)).join(', ')})`;
}

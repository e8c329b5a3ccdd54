import type { ErrorsAnswer } from '../../../api/answers.js';
import type { Attributes } from '../../../api/spans.js';
import { rowKinds } from '../../query/sql/layout.js';
import { describeException } from '../reading/as-read.js';
import { groupErrors } from '../reading/error-groups.js';
import { fittingPlaces } from './fitting-rows.js';
import { text } from './read-items.js';
import type { Ask } from './reader-pool.js';

/** Older ones are not counted, nor those beyond `mostBytes` of them. */
const mostExceptions = 20_000;

export async function askErrors(ask: Ask): Promise<ErrorsAnswer> {
  const where = `kind = ${rowKinds.span_event} AND name = 'exception'`;
  const columns = 'trace_id, parent_name, time_ns::VARCHAR AS at, attributes';
  const newest = `SELECT rowid AS place, -time_ns AS rank FROM items WHERE ${where} ORDER BY rank LIMIT ${mostExceptions}`;
  const sql = `SELECT ${columns} FROM items WHERE rowid IN (${fittingPlaces(newest)}) ORDER BY time_ns DESC`;
  const found = await ask({ sql, values: [] });
  const exceptions = found.map((row) => ({
    ...describeException(JSON.parse(text(row, 'attributes') ?? '{}') as Attributes),
    time_ns: text(row, 'at') ?? '0',
    trace_id: text(row, 'trace_id') ?? '',
    span_name: text(row, 'parent_name') ?? '',
  }));
  return { groups: groupErrors(exceptions) };
}

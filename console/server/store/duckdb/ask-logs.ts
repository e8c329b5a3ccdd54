import type { LogsAnswer } from '../../../api/answers.js';
import { rowKinds } from '../../query/sql/layout.js';
import { Parameters } from '../../query/sql/parameters.js';
import type { LogFilter } from '../span-store.js';
import { ItemReader, wholeItemSelection, itemsWithResource } from './read-items.js';
import type { Ask } from './reader-pool.js';

export async function askLogs(ask: Ask, filter: LogFilter): Promise<LogsAnswer> {
  const limit = Math.min(filter.limit ?? 100, 1000);
  const parameters = new Parameters();
  const where = [`s.kind = ${rowKinds.log}`];
  if (filter.leastSeverity !== undefined) where.push(`s.severity_number >= ${parameters.bind(filter.leastSeverity)}`);
  if (filter.text !== undefined) where.push(`contains(lower(s.body), lower(${parameters.bind(filter.text)}))`);
  if (filter.traceId !== undefined) where.push(`s.trace_id = ${parameters.bind(filter.traceId)}`);
  if (filter.before !== undefined) where.push(`s.time_ns < ${parameters.bind(BigInt(filter.before))}`);
  const order = `ORDER BY s.time_ns DESC LIMIT ${limit + 1}`;
  const sql = `SELECT ${wholeItemSelection} FROM ${itemsWithResource} WHERE ${where.join(' AND ')} ${order}`;
  const found = await ask({ sql, values: parameters.values });
  const reader = new ItemReader();
  const logs = found.slice(0, limit).map((item) => reader.toLog(item));
  const next = found.length > limit ? logs.at(-1)?.time_ns : undefined;
  return { logs, ...(next !== undefined && { next }) };
}

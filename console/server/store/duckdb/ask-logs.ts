import type { LogsAnswer } from '../../../api/answers.js';
import { rowKinds } from '../../query/sql/layout.js';
import { Parameters } from '../../query/sql/parameters.js';
import { cursorAfter, readCursor } from '../reading/page-cursor.js';
import type { LogFilter } from '../span-store.js';
import { fittingPlaces } from './fitting-rows.js';
import { ItemReader, wholeItemSelection, itemsWithResource } from './read-items.js';
import type { Ask } from './reader-pool.js';

export async function askLogs(ask: Ask, filter: LogFilter): Promise<LogsAnswer> {
  const limit = Math.min(filter.limit ?? 100, 1000);
  const parameters = new Parameters();
  const cursor = filter.before === undefined ? undefined : readCursor(filter.before);
  const where = [`s.kind = ${rowKinds.log}`];
  if (filter.leastSeverity !== undefined) where.push(`s.severity_number >= ${parameters.bind(filter.leastSeverity)}`);
  if (filter.text !== undefined) where.push(`contains(lower(s.body), lower(${parameters.bind(filter.text)}))`);
  if (filter.traceId !== undefined) where.push(`s.trace_id = ${parameters.bind(filter.traceId)}`);
  if (cursor !== undefined) where.push(`s.time_ns <= ${parameters.bind(cursor.atMostNs)}`);
  const page = `SELECT s.rowid AS place, -s.time_ns AS rank FROM items AS s WHERE ${where.join(' AND ')}
    ORDER BY rank, place LIMIT ${limit + 1} OFFSET ${cursor?.skipped ?? 0}`;
  const sql = `WITH page AS MATERIALIZED (${page})
    SELECT ${wholeItemSelection}, (SELECT count(*) FROM page) AS in_page FROM ${itemsWithResource}
    WHERE s.rowid IN (${fittingPlaces('SELECT * FROM page')}) ORDER BY s.time_ns DESC, s.rowid`;
  const found = await ask({ sql, values: parameters.values });
  const reader = new ItemReader();
  const logs = found.slice(0, limit).map((item) => reader.toLog(item));
  if (Number(found[0]?.['in_page'] ?? 0) <= logs.length) return { logs };
  return {
    logs,
    next: cursorAfter(
      logs.map(({ time_ns }) => time_ns),
      filter.before,
    ),
  };
}

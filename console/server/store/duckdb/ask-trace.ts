import { rowKinds } from '../../query/sql/layout.js';
import type { ResultRow } from '../../query/sql/read-outcome.js';
import type { StoredTrace } from '../span-store.js';
import { compareInstants } from '../reading/compare-instants.js';
import { ItemReader, itemSelection, itemsWithResource, text } from './read-items.js';
import type { Ask } from './reader-pool.js';

const mostSpans = 10_000;
/** Spans, events, links and log records, as they came. */
const mostItems = 40_000;

export async function askTrace(ask: Ask, id: string): Promise<StoredTrace | undefined> {
  const sql = `SELECT ${itemSelection} FROM ${itemsWithResource} WHERE s.trace_id = $1 ORDER BY s.rowid LIMIT ${mostItems}`;
  const items = await ask({ sql, values: [id] });
  if (items.length === 0) return undefined;
  const reader = new ItemReader();
  const spans = items.filter(({ kind }) => kind === rowKinds.span).toSorted(byTime);
  const children = childrenBySpan(items);
  return {
    trace_id: id,
    spans: spans
      .slice(0, mostSpans)
      .map((item) => reader.toSpan(item, children.get(text(item, 'span_id') ?? '') ?? [])),
    logs: items
      .filter(({ kind }) => kind === rowKinds.log)
      .toSorted(byTime)
      .map((item) => reader.toLog(item)),
    truncated: spans.length > mostSpans || items.length === mostItems,
  };
}

function byTime(a: ResultRow, b: ResultRow): number {
  return compareInstants(text(a, 'time_ns') ?? '0', text(b, 'time_ns') ?? '0');
}

function childrenBySpan(items: readonly ResultRow[]): ReadonlyMap<string, readonly ResultRow[]> {
  const children = new Map<string, ResultRow[]>();
  for (const item of items) {
    if (item['kind'] !== rowKinds.span_event && item['kind'] !== rowKinds.link) continue;
    const parent = text(item, 'parent_id') ?? '';
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [item]);
    else siblings.push(item);
  }
  return children;
}

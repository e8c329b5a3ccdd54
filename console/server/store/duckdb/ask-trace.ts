import { rowKinds } from '../../query/sql/layout.js';
import type { ResultRow } from '../../query/sql/read-outcome.js';
import type { StoredTrace } from '../span-store.js';
import { ItemReader, itemSelection, itemsWithResource, text } from './read-items.js';
import type { Ask } from './reader-pool.js';

const mostSpans = 10_000;
/** Spans come first, so what a larger trace loses besides spans is events and log records. */
const mostItems = 40_000;

export async function askTrace(ask: Ask, id: string): Promise<StoredTrace | undefined> {
  const sql = `SELECT ${itemSelection} FROM ${itemsWithResource} WHERE s.trace_id = $1 ORDER BY s.kind, s.time_ns LIMIT ${mostItems}`;
  const items = await ask({ sql, values: [id] });
  if (items.length === 0) return undefined;
  const reader = new ItemReader();
  const spans = items.filter(({ kind }) => kind === rowKinds.span);
  const children = childrenBySpan(items);
  return {
    trace_id: id,
    spans: spans
      .slice(0, mostSpans)
      .map((item) => reader.toSpan(item, children.get(text(item, 'span_id') ?? '') ?? [])),
    logs: items.filter(({ kind }) => kind === rowKinds.log).map((item) => reader.toLog(item)),
    truncated: spans.length > mostSpans || items.length === mostItems,
  };
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

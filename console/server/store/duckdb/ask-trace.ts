import { rowKinds } from '../../query/sql/layout.js';
import { Parameters } from '../../query/sql/parameters.js';
import type { ResultRow } from '../../query/sql/statement.js';
import type { StoredTrace } from '../span-store.js';
import { compareInstants } from '../reading/compare-instants.js';
import { mostBytes } from './fitting-rows.js';
import { ItemReader, itemSelection, text } from './read-items.js';
import type { Ask } from './reader-pool.js';

const mostSpans = 10_000;
/** Spans, events, links and log records, as they came. */
const mostItems = 40_000;
/** So many are read whatever their size. */
const fewItems = 500;
const wholeItems = `SELECT ${itemSelection}, s.rowid AS place FROM items AS s WHERE s.trace_id = $1`;

export async function askTrace(ask: Ask, id: string): Promise<StoredTrace | undefined> {
  const { items, isCut } = await itemsOf(ask, id);
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
    truncated: spans.length > mostSpans || isCut,
  };
}

/**
 * In the order in which they came, as many as fit. The engine would make that order, and the join with resources, of whole
 * rows and take several times as long for it.
 */
async function itemsOf(ask: Ask, id: string): Promise<{ items: readonly ResultRow[]; isCut: boolean }> {
  const few = await ask({ sql: `${wholeItems} LIMIT ${fewItems + 1}`, values: [id] });
  const { items, isCut } = few.length <= fewItems ? { items: few, isCut: false } : await fittingItems(ask, id);
  const parameters = new Parameters();
  const ids = [...new Set(items.map(({ resource }) => Number(resource)))].map((one) => parameters.bind(one));
  if (ids.length === 0) return { items: [], isCut: false };
  const resources = await ask({
    sql: `SELECT * FROM resources WHERE id IN (${ids.join(', ')})`,
    values: parameters.values,
  });
  const byId = new Map(resources.map((resource) => [resource['id'], resource['attributes'] ?? null]));
  const whole = items
    .toSorted(byPlace)
    .map((item) => ({ ...item, resource_attributes: byId.get(item['resource'] ?? null) ?? null }));
  return { items: whole, isCut };
}

/** Of a large trace the sizes are asked first. */
async function fittingItems(ask: Ask, id: string): Promise<{ items: readonly ResultRow[]; isCut: boolean }> {
  const sizes = 'SELECT rowid AS place, strlen(attributes) + coalesce(strlen(body), 0) AS size FROM items';
  const places = await ask({ sql: `${sizes} WHERE trace_id = $1 LIMIT ${mostItems}`, values: [id] });
  const { first, last, isCut } = fittingRange(places);
  const items = await ask({ sql: `${wholeItems} AND s.rowid BETWEEN ${first} AND ${last}`, values: [id] });
  return { items, isCut: isCut || places.length === mostItems };
}

/** The first places whose rows make `mostBytes` together, one at least. */
function fittingRange(places: readonly ResultRow[]) {
  const ordered = places.toSorted(byPlace);
  let bytes = 0;
  const beyond = ordered.findIndex(({ size }, index) => {
    bytes += Number(size);
    return bytes > mostBytes && index > 0;
  });
  const fitting = beyond === -1 ? ordered : ordered.slice(0, beyond);
  return { first: Number(fitting[0]?.['place']), last: Number(fitting.at(-1)?.['place']), isCut: beyond !== -1 };
}

function byPlace(a: ResultRow, b: ResultRow): number {
  return Number(a['place']) - Number(b['place']);
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

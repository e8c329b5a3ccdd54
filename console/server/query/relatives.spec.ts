import { bothStores } from '../../../test/support/console/both-stores.js';
import { aLog, aSpan } from '../../../test/support/console/span-rows.js';
import { readQuerySpec } from './read-query-spec.js';

const trace_id = 'a'.repeat(32);
const root = aSpan({ trace_id, name: 'root', attributes: { route: '/a' } });
const child = aSpan({ trace_id, name: 'child', parent_id: root.span_id });
const leaf = aSpan({ trace_id, name: 'leaf', parent_id: child.span_id });
/** Of another trace, whose root and whose parent never came. */
const orphan = aSpan({ trace_id: 'b'.repeat(32), name: 'orphan', parent_id: 'f'.repeat(16) });
const rows = { spans: [root, child, leaf, orphan], logs: [aLog({ body: 'of no trace' })] };

/** The names of the rows that pass a filter, the same from both stores. */
async function names(filters: readonly object[], breakdowns: readonly string[] = []) {
  const stores = await bothStores(rows);
  const orders = [{ column: 'name' }];
  const query = readQuerySpec({ filters, breakdowns: ['name', ...breakdowns], orders, start_time: 0, end_time: 60 });
  const [plain, other] = await Promise.all(stores.map(async (store) => (await store.query(query)).data.results));
  await stores[1].close();
  expect(other).toEqual(plain);
  return plain?.map(({ data }) => data['name']);
}

describe('a filter on a relative', () => {
  it.each([
    ['parent.name', '=', 'root', ['child']],
    ['parent.name', '!=', 'root', ['leaf']],
    ['parent.name', 'not-in', ['child'], ['child']],
    ['parent.name', 'does-not-contain', 'x', ['child', 'leaf']],
    ['parent.route', 'does-not-exist', undefined, ['leaf']],
    ['parent.name', 'exists', undefined, ['child', 'leaf']],
    ['root.name', '!=', 'x', ['child', 'leaf', 'root']],
    ['root.route', 'does-not-exist', undefined, []],
    ['any.name', '!=', 'root', ['child', 'leaf', 'orphan', 'root']],
    ['any.route', 'exists', undefined, ['child', 'leaf', 'root']],
  ])('of %s %s %j keeps rows that have it', async (column, op, value, kept) => {
    expect(await names([{ column, op, value }])).toEqual(kept);
  });

  it('is not a breakdown by it, which has a group of the rows without', async () => {
    expect(await names([], ['parent.name', 'root.name'])).toEqual(['child', 'leaf', 'orphan', 'root', null]);
  });
});

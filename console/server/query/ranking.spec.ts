import { bothStores } from '../../../test/support/console/both-stores.js';
import { aSpan } from '../../../test/support/console/span-rows.js';
import { readQuerySpec } from './read-query-spec.js';

/** Of each name a span in each second, of so many milliseconds. */
const took = { falls: [900, 500, 100], grows: [10, 30, 90], stays: [300, 300, 300], once: [950] };
const spans = Object.entries(took).flatMap(([name, all]) => {
  return all.map((ms, second) => aSpan({ name, start_ms: second * 1000, duration_ns: ms * 1_000_000 }));
});

const rate = { op: 'RATE_MAX', column: 'duration_ms' };
const concurrency = { op: 'CONCURRENCY' };
const ascending = { order: 'ascending' };

/** The names of the groups, and what was first calculated of each, the same from both stores. */
async function ask(spec: object) {
  const stores = await bothStores({ spans, logs: [] });
  const query = readQuerySpec({ breakdowns: ['name'], start_time: 0, end_time: 10, granularity: 1, ...spec });
  const [plain, other] = await Promise.all(stores.map(async (store) => (await store.query(query)).data));
  await stores[1].close();
  expect(other).toEqual(plain);
  return plain?.results.map(({ data }) => Object.values(data).slice(0, 2));
}

describe('the groups of a query', () => {
  it.each([
    [
      'a rate, where nothing is said',
      { calculations: [rate] },
      [
        ['grows', 40],
        ['stays', 0],
        ['falls', -400],
        ['once', null],
      ],
    ],
    [
      'a rate, least first',
      { calculations: [rate], orders: [{ ...rate, ...ascending }], limit: 2 },
      [
        ['falls', -400],
        ['stays', 0],
      ],
    ],
    [
      'concurrency, where nothing is said',
      { calculations: [concurrency, { op: 'COUNT' }], limit: 2 },
      [
        ['falls', 0.15],
        ['once', 0.095],
      ],
    ],
    [
      'concurrency, least first',
      { calculations: [concurrency], orders: [{ ...concurrency, ...ascending }], limit: 2 },
      [
        ['grows', 0.013],
        ['stays', 0.09],
      ],
    ],
    [
      'concurrency after another',
      { calculations: [{ op: 'COUNT' }, concurrency], orders: [{ op: 'COUNT' }, concurrency], limit: 3 },
      [
        ['once', 1],
        ['grows', 3],
        ['stays', 3],
      ],
    ],
  ])('are sorted by %s, before they are limited', async (_, spec, groups) => {
    expect(await ask(spec)).toEqual(groups);
  });

  it.each([
    [
      rate,
      '>',
      -1,
      [
        ['grows', 40],
        ['stays', 0],
      ],
    ],
    [rate, '=', 0, [['stays', 0]]],
    [
      concurrency,
      '>=',
      0.095,
      [
        ['falls', 0.15],
        ['once', 0.095],
      ],
    ],
  ])('are kept by %j %s %d, before they are limited', async (by, op, value, groups) => {
    const { op: calculate_op, ...column } = by;
    const havings = [{ calculate_op, ...column, op, value }];
    expect(await ask({ calculations: [by], havings, limit: 2 })).toEqual(groups);
  });

  it('have a rate each, also those of which there is no series', async () => {
    const many = Array.from({ length: 30 }, (_, index) => {
      return [0, 1].map((second) => aSpan({ name: `n${index}`, start_ms: second * 1000, duration_ns: second * 1e6 }));
    });
    const stores = await bothStores({ spans: many.flat(), logs: [] });
    const spec = { calculations: [rate], breakdowns: ['name'], start_time: 0, end_time: 1000, granularity: 1 };
    for (const store of stores) {
      const { results } = (await store.query(readQuerySpec(spec))).data;
      expect(results.map(({ data }) => data['RATE_MAX(duration_ms)'])).toEqual(many.map(() => 1));
    }
    await stores[1].close();
  });
});

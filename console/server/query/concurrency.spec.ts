import { bothStores } from '../../../test/support/console/both-stores.js';
import { aLog, aSpan } from '../../../test/support/console/span-rows.js';
import type { ReceivedRows } from '../store/span-store.js';
import { readQuerySpec } from './read-query-spec.js';

const ns = (seconds: number) => seconds * 1_000_000_000;
const span = (start: number, seconds: number, name = 'a') => {
  return aSpan({ name, start_ms: start * 1000, duration_ns: ns(seconds) });
};

/** Values of CONCURRENCY: of each group in the table, and of each step of the series by its second. */
async function ask(rows: Partial<ReceivedRows>, spec: object) {
  const stores = await bothStores({ spans: [], logs: [], ...rows });
  const [plain, other] = await Promise.all(
    stores.map(async (store) => {
      const query = readQuerySpec({ calculations: [{ op: 'CONCURRENCY' }], ...spec });
      const { data, rows_read } = await store.query(query);
      const series = data.series.map(({ time, data: found }) => [Date.parse(time) / 1000, found['CONCURRENCY']]);
      return { results: data.results.map((result) => result.data), series, rows_read };
    }),
  );
  await stores[1].close();
  // Not rounded: both add up whole nanoseconds.
  expect(other).toEqual(plain);
  return plain;
}

const minutes = { start_time: 0, end_time: 240, granularity: 60 };

describe('CONCURRENCY', () => {
  it.each([
    [
      'each step that a span lasts through',
      [span(0, 180)],
      minutes,
      [
        [0, 1],
        [60, 1],
        [120, 1],
      ],
      0.75,
    ],
    [
      'the part of a step that a span lasts',
      [span(30, 45)],
      minutes,
      [
        [0, 0.5],
        [60, 0.25],
      ],
      45 / 240,
    ],
    [
      'spans that began before',
      [span(0, 180)],
      { ...minutes, start_time: 60 },
      [
        [60, 1],
        [120, 1],
      ],
      2 / 3,
    ],
    ['nothing in a time of no length', [span(0, 60)], { start_time: 30, end_time: 30, granularity: 60 }, [], null],
    ['no span that ended as the time begins', [span(0, 60)], { ...minutes, start_time: 60 }, [], null],
    ['no span that begins as the time ends', [span(240, 60)], minutes, [], null],
    [
      'of the first and the last step what the time has of them',
      [span(0, 240)],
      { start_time: 50, end_time: 130, granularity: 60 },
      [
        [0, 1],
        [60, 1],
        [120, 1],
      ],
      1,
    ],
    ['the steps of the time, of a span of years', [span(0, 500_000_000)], { ...minutes, end_time: 60 }, [[0, 1]], 1],
    ['a span that takes no time as none', [span(60, 0)], minutes, [[60, 0]], 0],
    [
      'spans one upon the other',
      [span(0, 60), span(0, 30), span(45, 30)],
      minutes,
      [
        [0, 1.75],
        [60, 0.25],
      ],
      0.5,
    ],
    [
      'nothing between two spans',
      [span(0, 60), span(180, 60)],
      minutes,
      [
        [0, 1],
        [180, 1],
      ],
      0.5,
    ],
  ])('counts %s', async (_, spans, spec, series, whole) => {
    expect(await ask({ spans }, spec)).toMatchObject({ series, results: [{ CONCURRENCY: whole }] });
  });

  it('counts spans alone: neither their events nor log records', async () => {
    const event = { name: 'exception', time_ns: String(ns(70)), attributes: {} };
    const rows = { spans: [{ ...span(0, 30), events: [event] }], logs: [aLog({ time_ns: String(ns(130)) })] };
    expect(await ask(rows, minutes)).toMatchObject({ series: [[0, 0.5]], results: [{ CONCURRENCY: 0.125 }] });
  });

  it('looks back alone: what is calculated beside it is about the rows that began in the time', async () => {
    const calculations = [{ op: 'COUNT' }, { op: 'CONCURRENCY' }, { op: 'MAX', column: 'duration_ms' }];
    const spec = { calculations, breakdowns: ['name'], start_time: 60, end_time: 180, granularity: 60 };
    const spans = [span(0, 120, 'before'), span(0, 60, 'over'), span(60, 30, 'in')];
    expect(await ask({ spans }, spec)).toEqual({
      results: [
        { name: 'in', COUNT: 1, CONCURRENCY: 0.25, 'MAX(duration_ms)': 30_000 },
        { name: 'before', COUNT: 0, CONCURRENCY: 0.5, 'MAX(duration_ms)': null },
      ],
      series: [
        [60, 0.5],
        [60, 1],
      ],
      rows_read: 2,
    });
  });

  it('is about the spans that pass the filters, by their own columns and those of relatives', async () => {
    const root = span(0, 240, 'root');
    const child = aSpan({ ...span(60, 120, 'child'), trace_id: root.trace_id, parent_id: root.span_id });
    const rows = { spans: [root, child, span(0, 240, 'other')] };
    const name = { column: 'name', op: '!=', value: 'other' };
    const parent = { column: 'parent.name', op: '=', value: 'root' };
    expect(await ask(rows, { ...minutes, filters: [name] })).toMatchObject({ results: [{ CONCURRENCY: 1.5 }] });
    expect(await ask(rows, { ...minutes, filters: [parent] })).toMatchObject({ results: [{ CONCURRENCY: 0.5 }] });
  });
});

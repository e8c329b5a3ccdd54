import { aLog, aSpan } from '../../../../test/support/console/span-rows.js';
import { toAnswer } from '../../../../test/support/to-answer.js';
import { MemoryStore } from '../../store/memory/memory-store.js';
import { readQuerySpec } from '../read-query-spec.js';

expect.extend({ toAnswer });

const ms = (n: number) => n * 1_000_000;
const trace_id = 'a'.repeat(32);
const root = aSpan({
  trace_id,
  name: 'GET /a',
  kind: 'server',
  duration_ns: ms(10),
  attributes: { route: '/a', size: 3, cached: true },
});
const child = aSpan({
  trace_id,
  parent_id: root.span_id,
  name: 'query',
  start_ms: 1,
  duration_ns: ms(4),
  status_code: 2,
  attributes: { table: 'users', size: 1.5 },
  events: [{ name: 'exception', time_ns: String(ms(2)), attributes: { 'exception.type': 'Timeout' } }],
});
const other = aSpan({ name: 'GET /b', kind: 'server', start_ms: 3, duration_ns: ms(2), attributes: { route: '/b' } });
const spans = [root, child, other];

describe('a query over spans', () => {
  it.each([
    ['=', '/a', ['GET /a']],
    ['!=', '/a', ['GET /b', 'exception', 'query']],
    ['>', '/a', ['GET /b']],
    ['>=', '/a', ['GET /a', 'GET /b']],
    ['<', '/b', ['GET /a']],
    ['<=', '/b', ['GET /a', 'GET /b']],
    ['starts-with', '/', ['GET /a', 'GET /b']],
    ['does-not-start-with', '/a', ['GET /b', 'exception', 'query']],
    ['ends-with', 'b', ['GET /b']],
    ['does-not-end-with', 'b', ['GET /a', 'exception', 'query']],
    ['exists', undefined, ['GET /a', 'GET /b']],
    ['does-not-exist', undefined, ['exception', 'query']],
    ['contains', 'a', ['GET /a']],
    ['does-not-contain', 'a', ['GET /b', 'exception', 'query']],
    ['in', ['/a', '/c'], ['GET /a']],
    ['not-in', ['/a', '/c'], ['GET /b', 'exception', 'query']],
  ])('keeps rows by %s %j', (op, value, names) => {
    const query = { filters: [{ column: 'route', op, value }], breakdowns: ['name'], orders: [{ column: 'name' }] };
    expect(spans).toAnswer(
      query,
      names.map((name) => ({ name, COUNT: 1 })),
    );
  });

  it.each([
    [{ op: 'COUNT' }, 4],
    [{ op: 'COUNT_DISTINCT', column: 'trace.trace_id' }, 2],
    [{ op: 'SUM', column: 'size' }, 4.5],
    [{ op: 'AVG', column: 'duration_ms' }, 16 / 3],
    [{ op: 'MAX', column: 'duration_ms' }, 10],
    [{ op: 'MIN', column: 'duration_ms' }, 2],
    [{ op: 'P50', column: 'duration_ms' }, 4],
    [{ op: 'P001', column: 'duration_ms' }, 2],
    [{ op: 'P999', column: 'duration_ms' }, 10],
    [{ op: 'SUM', column: 'cached' }, 1],
    [{ op: 'SUM', column: 'status_code' }, 2],
    [{ op: 'CONCURRENCY' }, 0.016],
  ])('calculates %j', (calculation, value) => {
    const key = 'column' in calculation ? `${calculation.op}(${calculation.column})` : calculation.op;
    expect(spans).toAnswer({ calculations: [calculation] }, [{ [key]: value }]);
  });

  it.each([
    ['root.route', [{ 'root.route': '/a', COUNT: 3 }]],
    [
      'parent.name',
      [
        { 'parent.name': 'GET /a', COUNT: 1 },
        { 'parent.name': 'query', COUNT: 1 },
        { 'parent.name': null, COUNT: 1 },
      ],
    ],
    ['any.table', [{ 'any.table': 'users', COUNT: 3 }]],
  ])('groups the rows of a trace by %s', (column, rows) => {
    const filters = [{ column: 'trace.trace_id', op: '=', value: trace_id }];
    expect(spans).toAnswer({ filters, breakdowns: [column] }, rows);
  });

  it.each([
    ['root.name', 'GET /a', 3],
    ['parent.name', 'GET /a', 1],
    ['any.exception.type', 'Timeout', 0],
    ['any.error', true, 3],
  ])('keeps rows whose %s is %j', (column, value, COUNT) => {
    expect(spans).toAnswer({ filters: [{ column, op: '=', value }] }, [{ COUNT }]);
  });

  it('joins filters by OR where it is told to, and keeps groups by what was calculated', () => {
    const filters = ['GET /a', 'GET /b'].map((value) => ({ column: 'name', op: '=', value }));
    expect(spans).toAnswer({ filters, filter_combination: 'OR' }, [{ COUNT: 2 }]);
    expect(spans).toAnswer(
      {
        calculations: [{ op: 'MAX', column: 'duration_ms' }],
        breakdowns: ['name'],
        havings: [{ calculate_op: 'MAX', column: 'duration_ms', op: '>', value: 2 }],
        orders: [{ op: 'MAX', column: 'duration_ms', order: 'ascending' }],
        limit: 1,
      },
      [{ name: 'query', 'MAX(duration_ms)': 4 }],
    );
  });

  it('reads log records beside spans, their events and their links', async () => {
    const store = new MemoryStore(() => 60_000);
    const link = { trace_id, span_id: root.span_id, attributes: {} };
    await store.append({ spans: [child, aSpan({ links: [link] })], logs: [aLog({ body: 'said', trace_id })] });
    const kinds = readQuerySpec({
      breakdowns: ['meta.signal_type', 'meta.annotation_type'],
      start_time: 0,
      end_time: 60,
    });
    expect((await store.query(kinds)).data.results.map(({ data }) => Object.values(data))).toEqual([
      ['trace', null, 2],
      ['log', null, 1],
      ['trace', 'link', 1],
      ['trace', 'span_event', 1],
    ]);
  });

  it('gives a series of steps, with the change from each to the next, and the heatmap of each', async () => {
    const store = new MemoryStore(() => 60_000);
    const at = [
      [0, 1],
      [0, 3],
      [2, 10],
      [5, 4],
    ].map(([second = 0, took = 0]) => aSpan({ start_ms: second * 1000, duration_ns: ms(took) }));
    await store.append({ spans: at, logs: [] });
    const spec = readQuerySpec({
      calculations: [
        { op: 'COUNT' },
        { op: 'RATE_MAX', column: 'duration_ms' },
        { op: 'HEATMAP', column: 'duration_ms' },
      ],
      start_time: 0,
      end_time: 10,
      granularity: 1,
    });
    const { results, series } = (await store.query(spec)).data;
    expect(results).toEqual([{ data: { COUNT: 4, 'RATE_MAX(duration_ms)': 0.5, 'HEATMAP(duration_ms)': null } }]);
    expect(series.map(({ time, data }) => [time, data['COUNT'], data['RATE_MAX(duration_ms)']])).toEqual([
      ['1970-01-01T00:00:00.000Z', 2, null],
      ['1970-01-01T00:00:02.000Z', 1, 7],
      ['1970-01-01T00:00:05.000Z', 1, -6],
    ]);
    const buckets = series.map(
      ({ data }) => data['HEATMAP(duration_ms)'] as readonly { min: number; max: number; count: number }[],
    );
    expect(buckets.map((inStep) => inStep.map(({ count }) => count))).toEqual([[1, 1], [1], [1]]);
    expect(buckets[0]?.[0]?.min).toBe(1);
    expect(buckets[1]?.[0]?.max).toBe(10);
  });
});

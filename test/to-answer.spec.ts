import type { SpanRecord } from '../src/tracing/span-record.js';
import { aSpan } from './support/console/span-rows.js';
import { toAnswer } from './support/to-answer.js';

expect.extend({ toAnswer });

const spans = [
  aSpan({ name: 'GET /a', kind: 'server', duration_ns: 4_000_000, attributes: { 'app.result_length': 3 } }),
  aSpan({ name: 'GET /a', kind: 'server', duration_ns: 6_000_000, attributes: { 'app.result_length': 5 } }),
  aSpan({ name: 'query', duration_ns: 2_000_000, status_code: 2 }),
];

const record: SpanRecord = {
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  parentIsRemote: false,
  traceFlags: 1,
  name: 'GET /b',
  kind: 1,
  startTime: [1_790_000_000, 999_999_000],
  endTime: [1_790_000_001, 1_000_000],
  attributes: { 'http.route': '/b', unset: undefined },
  events: [{ name: 'cached', time: [1_790_000_001, 0], attributes: {}, droppedAttributesCount: 0 }],
  links: [],
  status: { code: 0 },
  scope: { name: 'test' },
  resource: { attributes: { 'service.name': 'backend' } },
  droppedAttributesCount: 0,
  droppedEventsCount: 0,
  droppedLinksCount: 0,
};

describe('toAnswer', () => {
  it('holds where the query over the spans answers these rows in this order', () => {
    const query = { calculations: [{ op: 'COUNT' }, { op: 'P90', column: 'duration_ms' }], breakdowns: ['name'] };
    expect(spans).toAnswer(query, [
      { name: 'GET /a', COUNT: 2, 'P90(duration_ms)': 6 },
      { name: 'query', COUNT: 1, 'P90(duration_ms)': 2 },
    ]);
  });

  it('fails with what was answered instead', () => {
    const query = { calculations: [{ op: 'MAX', column: 'app.result_length' }] };
    const attempt = () => expect(spans).toAnswer(query, [{ 'MAX(app.result_length)': 4 }]);
    expect(attempt).toThrow(/- +"MAX\(app\.result_length\)": 4,\n.*\+ +"MAX\(app\.result_length\)": 5,/);
  });

  it('says which part of a query is wrong', () => {
    const query = { filters: [{ column: 'http.rout', op: '=', value: '/a' }] };
    expect(() => expect(spans).toAnswer(query, [])).toThrow('filters.0: there is no column "http.rout" in this run');
  });

  it('says of what no span has that none has it', () => {
    const calls = { filters: [{ column: 'db.system.name', op: 'exists' }] };
    expect(spans).toAnswer(calls, [{ COUNT: 0 }]);
    expect(spans).not.toAnswer(calls, [{ COUNT: 1 }]);
  });

  it('takes steps and rates, which are about the time of the spans', () => {
    const at = [0, 60].map((second) =>
      aSpan({ start_ms: (1_790_000_000 + second) * 1000, attributes: { size: second } }),
    );
    const rate = { calculations: [{ op: 'RATE_MAX', column: 'size' }], granularity: 60 };
    expect(at).toAnswer(rate, [{ 'RATE_MAX(size)': 60 }]);
    expect(at.slice(0, 1)).toAnswer({ granularity: 60 }, [{ COUNT: 1 }]);
  });

  it('takes the spans of the service as it takes those of the console', () => {
    const query = { breakdowns: ['name', 'http.route', 'service.name', 'duration_ms', 'span.kind'] };
    expect([record]).toAnswer(query, [
      {
        name: 'GET /b',
        'http.route': '/b',
        'service.name': 'backend',
        duration_ms: 1.001,
        'span.kind': 'server',
        COUNT: 1,
      },
      { name: 'cached', 'http.route': null, 'service.name': 'backend', duration_ms: null, 'span.kind': null, COUNT: 1 },
    ]);
  });

  it('knows rows by asymmetric matchers too, and their absence', () => {
    expect(spans).toAnswer({}, [{ COUNT: expect.any(Number) }]);
    expect(spans).not.toAnswer({}, []);
  });
});

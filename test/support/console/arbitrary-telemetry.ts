import fc from 'fast-check';
import type { Attributes, LogRow, SpanRow } from '../../../console/api/spans.js';
import { aLog, aSpan } from './span-rows.js';

/** When the telemetry of these tests begins. */
export const epochSeconds = 1_790_000_000;

/** Names that could break a statement or a path into JSON, among plain ones; each holds values of a kind, `mixed` of any. */
const attributeValues = {
  text: fc.oneof(
    fc.constantFrom('a', 'b', "o'clock", '"', '', 'ä', '%', '\\', '𝕏', '\ud800'),
    fc.string({ unit: 'binary' }),
  ),
  whole: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: -5, max: 1000 }) }, fc.constantFrom('NaN', '-Infinity')),
  quarters: fc.integer({ min: -40, max: 40_000 }).map((n) => n / 4),
  flag: fc.boolean(),
  mixed: fc.oneof(
    fc.constantFrom('7', 'x', '-1.5e2', '9007199254740993', '1e999', ' 8', 'NaN'),
    fc.integer({ min: 0, max: 9 }),
    fc.boolean(),
    fc.constant([1, 'a', { b: null }]),
  ),
  "it's": fc.constantFrom('x', 'y'),
  'a/b~"c".d': fc.constantFrom('x', 'y', '1'),
  'http.response.status_code': fc.constantFrom(200, 404, 500),
  'http.route': fc.constantFrom('/a', '/b'),
  'url.path': fc.constantFrom('/a', '/b?c'),
  'peer.service': fc.constantFrom('db', 'mail'),
  name: fc.constant('hidden behind the core column'),
  nothing: fc.constant(null),
};
const arbitraryAttributes = fc.record(attributeValues, { requiredKeys: [] });
const arbitraryResource = fc.constantFrom<Attributes>(
  { zone: 'a', text: 'of the resource' },
  { zone: 'b', flag: true },
  {},
);

/** Whole quarters of milliseconds: their sums are exact, so an order by a sum is the same everywhere. */
const quarterMs = 250_000;
const arbitraryStart = fc
  .integer({ min: 0, max: 240 })
  .map((quarters) => String(BigInt(epochSeconds) * 1_000_000_000n + BigInt(quarters) * 250_000_000n));

const arbitrarySpan = fc
  .record({
    trace: fc.integer({ min: 1, max: 4 }),
    parent: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    name: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom<SpanRow['kind']>('server', 'client', 'internal'),
    service: fc.constantFrom('web', 'api'),
    start_ns: arbitraryStart,
    duration_ns: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 0, max: 40_000 }).map((n) => n * quarterMs) },
      // Longer than the time of any query: three minutes, a month.
      { weight: 1, arbitrary: fc.constantFrom(180_000_000_000, 2_592_000_000_000_000) },
    ),
    status_code: fc.constantFrom<SpanRow['status_code']>(0, 1, 2),
    attributes: arbitraryAttributes,
    resource: arbitraryResource,
    events: fc.array(
      fc.record({
        name: fc.constantFrom('exception', 'note'),
        time_ns: arbitraryStart,
        attributes: fc.record(
          {
            'exception.type': fc.constantFrom('TypeError', 'Error'),
            'exception.message': fc.constantFrom('no user 12', 'no user 13', 'gone'),
            whole: attributeValues.whole,
          },
          { requiredKeys: [] },
        ),
      }),
      { maxLength: 2 },
    ),
    links: fc.array(
      fc.constant({ trace_id: 'f'.repeat(32), span_id: 'e'.repeat(16), attributes: { text: 'linked' } }),
      { maxLength: 1 },
    ),
  })
  .map(({ trace, ...span }) => ({ ...span, trace_id: String(trace).padStart(32, '0') }));

const arbitraryLog = fc
  .record({
    trace: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    time_ns: arbitraryStart,
    severity_number: fc.integer({ min: 1, max: 17 }),
    body: fc.constantFrom('a', 'A b', 'c'),
    attributes: arbitraryAttributes,
  })
  .map(({ trace, ...log }): LogRow =>
    aLog({ ...log, ...(trace !== undefined && { trace_id: String(trace).padStart(32, '0') }) }),
  );

/** Spans of a few traces, with parents among them and beyond, and log records. */
export const arbitraryRows = fc.record({
  spans: fc.array(arbitrarySpan, { maxLength: 25 }).map((spans) =>
    spans.map(({ parent, ...span }, index): SpanRow => {
      const ids = {
        span_id: spanId(index),
        ...(parent !== undefined && parent !== index && { parent_id: spanId(parent) }),
      };
      return aSpan({ ...span, ...ids });
    }),
  ),
  logs: fc.array(arbitraryLog, { maxLength: 6 }),
});

function spanId(index: number): string {
  return index.toString(16).padStart(16, '0');
}

const plainColumns = [
  ...Object.keys(attributeValues),
  'trace.trace_id',
  'trace.parent_id',
  'duration_ms',
  'service.name',
  'error',
  'status_code',
  'span.kind',
  'meta.annotation_type',
  'meta.signal_type',
  'zone',
  'body',
  'severity_code',
];
const column = fc.constantFrom(...plainColumns);
const anyColumn = fc.oneof(
  { weight: 2, arbitrary: column },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('root', 'parent', 'any'), column).map((parts) => parts.join('.')) },
);
const numberColumn = fc.constantFrom(
  'duration_ms',
  'whole',
  'quarters',
  'mixed',
  'http.response.status_code',
  'severity_code',
);
const withNumbers = [
  'SUM',
  'AVG',
  'MAX',
  'MIN',
  'P001',
  'P50',
  'P90',
  'P99',
  'HEATMAP',
  'RATE_AVG',
  'RATE_SUM',
  'RATE_MAX',
];

const calculation = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ op: 'COUNT' }) },
  { weight: 2, arbitrary: fc.constant({ op: 'CONCURRENCY' }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constantFrom(...withNumbers), column: numberColumn }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('COUNT_DISTINCT'), column }) },
);
const scalar = fc.oneof(
  fc.constantFrom('a', 'x', '', '7', '"', 'true', 'web', '/a'),
  fc.integer({ min: -1, max: 600 }),
  fc.boolean(),
);
const filter = fc.oneof(
  fc.record({ column: anyColumn, op: fc.constantFrom('exists', 'does-not-exist') }),
  fc.record({ column: anyColumn, op: fc.constantFrom('=', '!=', '>', '>=', '<', '<='), value: scalar }),
  fc.record({
    column: anyColumn,
    op: fc.constantFrom(
      'starts-with',
      'does-not-start-with',
      'ends-with',
      'does-not-end-with',
      'contains',
      'does-not-contain',
    ),
    value: fc.constantFrom('a', '', 'x', '%', '"', '/'),
  }),
  fc.record({ column: anyColumn, op: fc.constantFrom('in', 'not-in'), value: fc.array(scalar, { maxLength: 3 }) }),
);

/** All of the telemetry, its end, its middle (which cuts spans at both ends), a time in which nothing begins, and none. */
const times = [
  [0, 60],
  [20, 60],
  [23, 37],
  [61, 70],
  [30, 30],
] as const;

/** Queries as JSON, some of which are to be refused; orders and havings are of what is asked for. */
export const arbitrarySpec = fc
  .record({
    calculations: fc.array(calculation, { maxLength: 4 }),
    filters: fc.array(filter, { maxLength: 2 }),
    filter_combination: fc.constantFrom('AND', 'OR'),
    breakdowns: fc.uniqueArray(anyColumn, { maxLength: 2 }),
    limit: fc.constantFrom(1, 3, 100),
    time: fc.constantFrom(...times),
    granularity: fc.constantFrom(0, 1, 7),
    ordered: fc.boolean(),
    descending: fc.boolean(),
    atLeast: fc.option(fc.constantFrom(-20, 0, 0.25, 1, 10), { nil: undefined }),
  })
  .map(({ time, ordered, descending, atLeast, ...asked }) => {
    const spec = { ...asked, start_time: epochSeconds + time[0], end_time: epochSeconds + time[1] };
    const direction = { order: descending ? 'descending' : 'ascending' };
    const sortable = spec.calculations.filter(({ op }) => op !== 'HEATMAP');
    const orders = [...sortable, ...spec.breakdowns.map((name) => ({ column: name }))].map((by) => ({
      ...by,
      ...direction,
    }));
    const [first] = spec.calculations;
    const having = first !== undefined && atLeast !== undefined;
    return {
      ...spec,
      ...(ordered && { orders }),
      ...(having && {
        havings: [
          { calculate_op: first.op, ...('column' in first && { column: first.column }), op: '>=', value: atLeast },
        ],
      }),
    };
  });

import * as fc from 'fast-check';
import type { SpanRecord } from '../../src/tracing/span-record.js';
import { spanEventRecord, spanLinkRecord, spanRecord } from './span-record.js';

const hex = (digits: number) =>
  fc.string({
    unit: fc.constantFrom(...[...Array(16).keys()].map((digit) => digit.toString(16))),
    minLength: digits,
    maxLength: digits,
  });

/** Any UTF-16, so also lone surrogates and what takes four bytes. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom('\ud800', 'a\udfffb', '😀', 'é'.repeat(90)),
);

const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.maxSafeInteger(),
  fc.constantFrom(
    -0,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    2 ** 62,
    2 ** 63,
    -(2 ** 63),
    -(2 ** 64),
    1e300,
    Number.NaN,
    Infinity,
    -Infinity,
  ),
);

const value = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.array(fc.oneof(text, number, fc.boolean(), fc.constant(null)), { maxLength: 6 }),
  fc.constantFrom(undefined, []),
);

const attributes = fc.dictionary(text, value, { maxKeys: 6 }) as fc.Arbitrary<SpanRecord['attributes']>;
const time = fc.tuple(fc.nat({ max: 4_000_000_000 }), fc.nat({ max: 999_999_999 }));
const traceState = fc.option(fc.constantFrom('vendor=1', 'a=1,b=2'), { nil: undefined });
const dropped = fc.constantFrom(0, 1, 127, 128, 300_000);

const event = fc.record({ name: text, time, attributes, droppedAttributesCount: dropped }).map(spanEventRecord);
const link = fc
  .record({
    traceId: hex(32),
    spanId: hex(16),
    traceFlags: fc.nat({ max: 255 }),
    isRemote: fc.boolean(),
    traceState,
    attributes,
    droppedAttributesCount: dropped,
  })
  .map(spanLinkRecord);

const resources: SpanRecord['resource'][] = [
  {
    attributes: { 'service.name': 'backend-nest', 'process.command_args': ['node', 'dist/main.js'], 'process.pid': 7 },
  },
  { attributes: { 'service.name': 'über' }, schemaUrl: 'https://opentelemetry.io/schemas/1.37.0' },
];
const scopes: SpanRecord['scope'][] = [
  { name: 'home.activities' },
  { name: 'cruddur.http', version: '1.2.3', schemaUrl: 'https://opentelemetry.io/schemas/1.37.0' },
];

/** Any span that a tracer may end, of two resources and two scopes. */
export const anySpanRecord: fc.Arbitrary<SpanRecord> = fc
  .record({
    traceId: hex(32),
    spanId: hex(16),
    parentSpanId: fc.option(hex(16), { nil: undefined }),
    parentIsRemote: fc.boolean(),
    traceFlags: fc.nat({ max: 255 }),
    traceState,
    name: text,
    kind: fc.nat({ max: 4 }),
    startTime: time,
    endTime: time,
    attributes,
    events: fc.array(event, { maxLength: 3 }),
    links: fc.array(link, { maxLength: 3 }),
    status: fc.record({ code: fc.nat({ max: 2 }), message: fc.option(text, { nil: undefined }) }),
    scope: fc.constantFrom(...scopes),
    resource: fc.constantFrom(...resources),
    droppedAttributesCount: dropped,
    droppedEventsCount: dropped,
    droppedLinksCount: dropped,
  })
  .map((fields) =>
    spanRecord({ ...fields, parentIsRemote: fields.parentIsRemote && fields.parentSpanId !== undefined }),
  );

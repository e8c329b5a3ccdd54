import type { Attributes, AttributeValue, Exception, Link, SpanContext, SpanOptions, SpanStatus, TimeInput } from '@opentelemetry/api'; // prettier-ignore
import * as fc from 'fast-check';

/** Whose child a span is: nobody's, one started before (by its place), or another process's. */
export type Parent =
  | { readonly is: 'none' | 'suppressed'; readonly ignored?: false }
  | { readonly is: 'local'; readonly span: number; readonly ignored: boolean }
  | { readonly is: 'remote'; readonly context: SpanContext; readonly ignored: boolean };

/** One call of the API, on a span started before where it needs one, or a step of the clocks. */
export type Call =
  | { call: 'startSpan' | 'startActiveSpan'; scope: number; name: string; options: SpanOptions | undefined; parent: Parent }
  | { call: 'setAttribute'; span: number; key: string; value: AttributeValue }
  | { call: 'setAttributes'; span: number; attributes: Attributes }
  | { call: 'addEvent'; span: number; name: string; attributes: Attributes | TimeInput | undefined; time: TimeInput | undefined }
  | { call: 'addLink'; span: number; link: Link }
  | { call: 'addLinks'; span: number; links: Link[] }
  | { call: 'recordException'; span: number; exception: Exception; time: TimeInput | undefined }
  | { call: 'setStatus'; span: number; status: SpanStatus }
  | { call: 'updateName'; span: number; name: string }
  | { call: 'end'; span: number; time: TimeInput | undefined }
  | { call: 'wait'; monotonicMs: number; wallMs: number }; // prettier-ignore

/** Types are what callers break first: anything at all, seen as what the API asks for. */
const wrong = <T>(...values: unknown[]): fc.Arbitrary<T> => fc.constantFrom(...(values as T[]));

const WALL = 1_795_000_000_000;
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom('', 'GET', '\ud800', 'é'.repeat(20), 'x'.repeat(90)),
);
const key = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'app.now', '1', '0') },
  fc.constantFrom('', '__proto__', 'constructor', 'toString', 'password'),
  fc.string({ maxLength: 6 }),
);
const primitive = fc.oneof(text, fc.double(), fc.integer(), fc.boolean());
const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  { weight: 4, arbitrary: primitive },
  fc.oneof(
    fc.array(text, { maxLength: 4 }),
    fc.array(fc.integer(), { maxLength: 4 }),
    fc.array(fc.boolean(), { maxLength: 3 }),
  ),
  fc.array(fc.oneof(primitive, fc.constant(null)), { maxLength: 4 }) as fc.Arbitrary<AttributeValue>,
  wrong<AttributeValue>(
    null,
    undefined,
    {},
    { a: 1 },
    [{}],
    [[]],
    [null],
    Object.assign([1], { length: 3 }),
    () => 1,
    Symbol.iterator,
    1n,
    new Date(0),
    new Map(),
  ),
);
/** `fromEntries` defines, so `__proto__` is a key like any other here. */
const attributeObject = fc
  .array(fc.tuple(key, value), { maxLength: 6 })
  .map((entries) => Object.fromEntries(entries) as Attributes);
const inherited = attributeObject.map((own) => Object.assign(Object.create({ inherited: 1 }) as Attributes, own));
const attributes = fc.oneof(
  { weight: 6, arbitrary: attributeObject },
  inherited,
  wrong<Attributes>(null, 'text', 7, true, ['a', 'b'], new Date(0), Object.create(null)),
);

const time = fc.oneof(
  fc.nat({ max: 20_000 }).map((ms) => WALL - 10_000 + ms),
  fc.double({ min: WALL - 5_000, max: WALL + 5_000, noNaN: true }),
  fc.double({ min: 0, max: 3_000, noNaN: true }),
  fc.nat({ max: 9_000 }).map((ms) => new Date(WALL + ms)),
  fc.tuple(fc.integer({ min: 1_794_999_990, max: 1_795_000_010 }), fc.nat({ max: 999_999_999 })),
  wrong<TimeInput>(0, -1, Number.NaN, Infinity, new Date(Number.NaN), [0, 0], [1], ['a', 'b'], 'now', {}, null),
) as fc.Arbitrary<TimeInput>;
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const hex = (digits: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: digits, maxLength: digits });

/** The part of a TraceState that a tracer has to do with. */
export const traceState = fc.constantFrom('', 'vendor=1', 'a=1,b=2').map((said) => ({
  serialize: () => said,
  get: () => undefined,
  set: () => undefined as never,
  unset: () => undefined as never,
}));
const spanContext: fc.Arbitrary<SpanContext> = fc.record(
  {
    traceId: fc.oneof({ weight: 8, arbitrary: hex(32) }, fc.constantFrom('0'.repeat(32), 'xyz', '')),
    spanId: fc.oneof({ weight: 8, arbitrary: hex(16) }, fc.constantFrom('0'.repeat(16), 'xyz', '')),
    traceFlags: fc.constantFrom(0, 1, 1, 3),
    isRemote: fc.boolean(),
    traceState,
  },
  { requiredKeys: ['traceId', 'spanId', 'traceFlags'] },
);

const link: fc.Arbitrary<Link> = fc.record({ context: spanContext, attributes }, { requiredKeys: ['context'] });
const exception = fc.oneof(
  text,
  fc.record(
    { name: text, message: text, stack: text, code: fc.oneof(text, fc.integer()) },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Exception>,
  text.map((message) => Object.assign(new TypeError(message), { stack: `TypeError: ${message}\n    at here` })),
  wrong<Exception>(undefined, null, 7, true, {}, { message: 7 }, { name: ['a', 1] }, { name: {} }),
);
const status: fc.Arbitrary<SpanStatus> = fc.record(
  {
    code: wrong<SpanStatus['code']>(0, 1, 2, 2, 7, undefined),
    message: fc.oneof(text, wrong<string>(7, null, {}, undefined)),
  },
  { requiredKeys: ['code'] },
);

const parent: fc.Arbitrary<Parent> = fc.oneof(
  fc.record({ is: fc.constant('none' as const) }),
  {
    weight: 4,
    arbitrary: fc.record({ is: fc.constant('local' as const), span: fc.nat({ max: 9 }), ignored: fc.constant(false) }),
  },
  fc.record({ is: fc.constant('local' as const), span: fc.nat({ max: 9 }), ignored: fc.boolean() }),
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('remote' as const), context: spanContext, ignored: fc.boolean() }),
  },
  fc.record({ is: fc.constant('suppressed' as const) }),
);
const options: fc.Arbitrary<SpanOptions | undefined> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record(
      {
        kind: wrong<NonNullable<SpanOptions['kind']>>(0, 1, 2, 3, 4, undefined, null),
        attributes,
        links: fc.array(link, { maxLength: 4 }),
        startTime: time,
        root: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  },
  fc.constant(undefined),
);

const span = fc.nat({ max: 9 });
const scope = fc.nat({ max: 2 });
const call = <Name extends Call['call']>(name: Name) => ({ call: fc.constant(name) });
const start = fc.record({ ...call('startSpan'), scope, name: text, options, parent });

/** Random calls, at least one start first, on spans that are under way or over. */
export const program: fc.Arbitrary<Call[]> = fc
  .tuple(
    start,
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: start },
        fc.record({ ...call('startActiveSpan'), scope, name: text, options, parent }),
        { weight: 5, arbitrary: fc.record({ ...call('setAttribute'), span, key, value }) },
        { weight: 2, arbitrary: fc.record({ ...call('setAttributes'), span, attributes }) },
        { weight: 3, arbitrary: fc.record({ ...call('addEvent'), span, name: text, attributes: maybe(fc.oneof(attributes, time)), time: maybe(time) }) },
        { weight: 2, arbitrary: fc.record({ ...call('addLink'), span, link }) },
        fc.record({ ...call('addLinks'), span, links: fc.array(link, { maxLength: 4 }) }),
        { weight: 2, arbitrary: fc.record({ ...call('recordException'), span, exception, time: maybe(time) }) },
        { weight: 3, arbitrary: fc.record({ ...call('setStatus'), span, status }) },
        fc.record({ ...call('updateName'), span, name: fc.oneof(text, wrong<string>(undefined, 7)) }),
        { weight: 4, arbitrary: fc.record({ ...call('end'), span, time: maybe(time) }) },
        { weight: 2, arbitrary: fc.record({ ...call('wait'), monotonicMs: fc.double({ min: 0, max: 900, noNaN: true }), wallMs: fc.integer({ min: -400, max: 900 }) }) },
      ),
      { minLength: 5, maxLength: 40 },
    ),
  )
  .map(([first, rest]): Call[] => [first, ...rest]); // prettier-ignore

export const clockStart = { wallMs: WALL, monotonicMs: 1_000 };

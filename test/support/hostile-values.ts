import fc from 'fast-check';

const refuse = (): never => {
  throw new Error('a trap of a hostile value');
};

/** Objects on which nearly everything throws. */
export const hostileProxy = (target: object = {}): object =>
  new Proxy(target, {
    get: refuse,
    has: refuse,
    ownKeys: refuse,
    getPrototypeOf: refuse,
    getOwnPropertyDescriptor: refuse,
  });

/** An error of which reading any of `properties` throws. */
export function trappedError(properties: readonly string[]): Error {
  const error = new Error('trapped');
  void error.stack; // written now: the engine writes it when first asked, with a name that can then not be read
  for (const property of properties) Object.defineProperty(error, property, { get: refuse, configurable: true });
  return error;
}

/** An error that is the cause of the cause of itself. */
export function cyclicError(): Error {
  const inner = new TypeError('inner');
  const outer = new Error('outer', { cause: inner });
  inner.cause = outer;
  return outer;
}

const trapped = fc
  .subarray(['name', 'message', 'stack', 'cause', 'errors', 'nested', 'code', 'status', 'statusCode', 'constructor'])
  .map(trappedError);

const decorated = fc
  .record({
    name: fc.anything(),
    message: fc.anything(),
    stack: fc.oneof(fc.anything(), fc.string({ maxLength: 200 }).map((line) => `Error: x\n    at ${line}`)),
    cause: fc.anything({ withBigInt: true }),
    errors: fc.anything(),
    nested: fc.anything(),
    status: fc.oneof(fc.anything(), fc.integer({ min: 0, max: 999 })),
    expose: fc.anything(),
  }, { requiredKeys: [] })
  .map((properties) => {
    const error = new Error('decorated');
    void error.stack;
    // `Object.assign` fails where a property cannot be written; defining it does not.
    for (const [key, value] of Object.entries(properties)) Object.defineProperty(error, key, { value, configurable: true });
    return error;
  }); // prettier-ignore

/** Whatever JavaScript lets code throw; made when asked for, as the property tester itself trips over some of it. */
export const thrownValue = (): fc.Arbitrary<() => unknown> =>
  fc.oneof(
    fc
      .oneof(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
        trapped,
        decorated,
        decorated.chain((inner) => decorated.map((outer) => Object.defineProperty(outer, 'cause', { value: inner }))),
      )
      .map((value) => () => value),
    fc.constantFrom<() => unknown>(
      cyclicError,
      hostileProxy,
      () => hostileProxy(new Error('behind a proxy')),
      () => hostileProxy(refuse),
      () => Object.assign(new Error('its own cause'), { cause: new AggregateError([cyclicError()]) }),
      () => Symbol('thrown'),
      () => 2n ** 70n,
      () => Object.create(null) as unknown,
      () => {
        const { proxy, revoke } = Proxy.revocable(new Error('revoked'), {});
        revoke();
        return proxy;
      },
      () => new Error('\uD800 lone \u0000 surrogate'),
      () => new Error('x'.repeat(1_000_000)),
    ),
  ); // prettier-ignore

/** Text that is long, not UTF-16 at all, full of controls, or looks like something else. */
const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('\ud800', 'a\udfffb', '\u0000', '\r\nSet-Cookie: a=b', '__proto__', 'constructor', '%E0%A4%A', '\u001b[2J', 'x'.repeat(40_000)),
); // prettier-ignore

/** An object whose members are hostile, or that is hostile itself. */
const hostileObject = fc.constantFrom<() => unknown>(
  hostileProxy,
  () => hostileProxy([1, 2]),
  () => new Proxy([1, 2, 3], { get: refuse }),
  () => Object.defineProperty({ fine: 1 }, 'bad', { enumerable: true, get: refuse }),
  () => Object.defineProperty([1, 'two'], 0, { enumerable: true, get: refuse }),
  () => ({ toString: refuse, toJSON: refuse, [Symbol.toPrimitive]: refuse }),
  () => new Map<unknown, unknown>([[hostileProxy(), hostileProxy()]]),
  () => new Set([1n, Symbol('in a set')]),
  () => Object.assign(Object.create(null) as object, { nothing: undefined }),
  () => [1, 'mixed', true, null, undefined, Number.NaN, 2n, Symbol('s'), () => 1],
  () => Array.from({ length: 600 }, (_, index) => index),
  () => Object.assign([] as unknown[], { length: 4_000_000_000 }),
  () => Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`key${index}`, index])),
  () => new Date(Number.NaN),
  () => new Date(),
  () => [1, , 3], // oxlint-disable-line no-sparse-arrays -- that is what it is for
  () => new Uint8Array(10),
  () => cyclic(),
  () => nested(2_000),
  () => Promise.resolve(1),
  () => refuse,
  () => Number.NaN,
  () => -0,
  () => Number.POSITIVE_INFINITY,
  () => 2n ** 200n,
  () => Symbol('s'),
  () => Symbol.iterator,
);

/** Whatever a program may hand to a span, a logger or an error report; made when asked for. */
export const hostileValue = (): fc.Arbitrary<() => unknown> =>
  fc.oneof(
    { arbitrary: hostileObject, weight: 5 },
    { arbitrary: hostileText.map((text) => () => text), weight: 3 },
    {
      arbitrary: fc.anything({ maxDepth: 1, maxKeys: 2, withBigInt: true }).map((value) => () => value),
      weight: 1,
    },
    { arbitrary: thrownValue(), weight: 1 },
  );

function cyclic(): object {
  const self: Record<string, unknown> = { list: [] };
  self['self'] = self;
  (self['list'] as unknown[]).push(self);
  return self;
}

function nested(depth: number): object {
  let value: object = {};
  for (let level = 0; level < depth; level += 1) value = { value };
  return value;
}

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

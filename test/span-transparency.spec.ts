// oxlint-disable typescript/no-unsafe-type-assertion, unicorn/no-thenable -- any value in any place is the subject
import { SpanStatusCode } from '@opentelemetry/api';
import {
  anything,
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  oneof,
  property,
  stringify,
  toStringMethod,
} from 'fast-check';
import { Span } from '../src/tracing/span/span.decorator.js';
import { SpanRecorder } from './span-recorder.js';

const recorder = new SpanRecorder();
afterEach(() => recorder.clear());
afterAll(() => recorder.stop());

const refuse = (): never => {
  throw new Error('refused');
};

/** What a property tester's generator does not make by itself, by a name that can be printed. */
const oddities: Record<string, unknown> = {
  symbol: Symbol('s'),
  function: () => 1,
  error: new Error('e'),
  frozen: Object.freeze({ frozen: true }),
  proxy: new Proxy({}, { get: refuse, getPrototypeOf: refuse, has: refuse, ownKeys: refuse }),
  'function proxy': new Proxy(() => 1, { get: refuse, getPrototypeOf: refuse, has: refuse, apply: refuse }),
  'throwing then': Object.defineProperty({}, 'then', { get: refuse }),
  'throwing stack': Object.defineProperty(new Error('m'), 'stack', { get: refuse }),
  'throwing constructor': Object.defineProperty({}, 'constructor', { get: refuse }),
  'revoked proxy': revokedProxy(),
};

function revokedProxy(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** Any value at all, in a box that prints what is in it. */
type Box = () => unknown;
const box = (value: unknown, text: string): Box => Object.assign(() => value, { [toStringMethod]: () => text });
const anyValue = oneof(
  anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSet: true }).map((value) =>
    box(value, stringify(value)),
  ),
  constantFrom(...Object.entries(oddities).map(([name, value]) => box(value, name))),
);

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Saw = (self: unknown, args: unknown[]) => void;

/** Every way a method can end, each ending with `value` in some place. */
const behaviours: Record<string, (value: unknown, saw: Saw) => Method> = {
  returns: (value, saw) =>
    function (...args) {
      saw(this, args);
      return value;
    },
  throws: (value, saw) =>
    function (...args) {
      saw(this, args);
      throw value;
    },
  fulfils: (value, saw) =>
    async function (...args) {
      saw(this, args);
      await Promise.resolve();
      return value;
    },
  rejects: (value, saw) =>
    async function (...args) {
      saw(this, args);
      await Promise.resolve();
      throw value;
    },
  generates: (value, saw) =>
    function* (...args) {
      saw(this, args);
      yield value;
      return value;
    },
  'generates and throws': (value, saw) =>
    function* (...args) {
      saw(this, args);
      yield value;
      throw value;
    },
  streams: (value, saw) =>
    async function* (...args) {
      saw(this, args);
      yield value;
      yield 2;
      return 3;
    },
  'streams and rejects': (value, saw) =>
    async function* (...args) {
      saw(this, args);
      yield 1;
      throw value;
    },
};

function decorated(method: Method, ...decorators: ReturnType<typeof Span>[]): Method {
  class Subject {
    run(): void {}
  }
  const descriptor = { value: method, writable: true, configurable: true, enumerable: false };
  for (const decorate of decorators) decorate(Subject.prototype, 'run', descriptor);
  return descriptor.value;
}

/** Everything that the method and its caller can see of one call that is waited for and iterated to its end. */
async function witness(
  does: string,
  value: unknown,
  self: unknown,
  args: unknown[],
  ...decorators: ReturnType<typeof Span>[]
) {
  const seen: unknown[] = [];
  const method = behaviours[does]?.(value, (...what) => seen.push(what[0], ...what[1])) ?? refuse;
  try {
    const given: unknown = Reflect.apply(decorated(method, ...decorators), self, args);
    if (does === 'returns') seen.push(given);
    else if (does.startsWith('generates')) for (const step of given as Iterable<unknown>) seen.push(step);
    else if (does.startsWith('streams')) for await (const step of given as AsyncIterable<unknown>) seen.push(step);
    else seen.push(given instanceof Promise, await given);
    return { seen, threw: false };
  } catch (error) {
    return { seen: [...seen, error], threw: true };
  }
}

/** The engine makes a new error each time it trips over a revoked proxy or a throwing `then`: those are alike, not the same. */
function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  return !Object.values(oddities).includes(a) && a instanceof Error && b instanceof Error && a.message === b.message;
}

describe('whatever a decorated method does', () => {
  it('the method and its caller see what they see undecorated, and exactly one span ends', async () => {
    const transparent = asyncProperty(
      constantFrom(...Object.keys(behaviours)),
      anyValue,
      anyValue,
      array(anyValue, { maxLength: 4 }),
      async (does, value, self, boxes) => {
        recorder.clear();
        const args = boxes.map((open) => open());
        const plain = await witness(does, value(), self(), args);
        const traced = await witness(does, value(), self(), args, Span());
        expect(traced.threw).toBe(plain.threw);
        expect(traced.seen.length).toBe(plain.seen.length);
        expect(traced.seen.every((what, at) => alike(what, plain.seen[at]))).toBe(true);
        expect(recorder.span.status.code).toBe(plain.threw ? SpanStatusCode.ERROR : SpanStatusCode.UNSET);
      },
    );
    await assert(transparent, { numRuns: 3000 });
  });

  it('its callbacks may give or throw anything', () => {
    const harmless = property(anyValue, boolean(), anyValue, (given, throws, value) => {
      recorder.clear();
      const callback = () => {
        if (throws) throw given();
        return given() as object;
      };
      for (const options of [callback, { onResult: callback }, given() as object]) {
        const run = decorated(() => value(), Span('subject', options));
        expect(Object.is(run(), value())).toBe(true);
      }
      expect(recorder.names).toEqual(['subject', 'subject', 'subject']);
    });
    assert(harmless, { numRuns: 2000 });
  });
});

// oxlint-disable typescript/no-unsafe-type-assertion, typescript/unbound-method -- odd values in odd places are the subject
import { setTimeout as after } from 'node:timers/promises';
import { HttpException, Injectable, NotFoundException, SetMetadata, UseGuards } from '@nestjs/common';
import { SpanKind, SpanStatusCode, context, trace } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace-base';
import { SpanRecorder } from '../../../test/span-recorder.js';
import { packageVersion } from '../../config/index.js';
import { Span } from './span.decorator.js';
import type { TakesArgumentsOf } from './span-takes.js';

const recorder = new SpanRecorder();
afterEach(() => recorder.clear());
afterAll(() => recorder.stop());

const activeSpanId = () => trace.getActiveSpan()?.spanContext().spanId;
const KEY = Symbol('keyed');

class Shelf {
  readonly books = 3;

  @Span()
  count(): number {
    return this.books;
  }

  @Span('shelf-scan', { kind: SpanKind.CLIENT, scope: 'library.shelf', attributes: { 'app.room': 'north' } })
  scan(): string | undefined {
    return activeSpanId();
  }

  @Span((a: number, b: string) => ({ attributes: { a, b } }))
  ofArguments(_a: number, _b: string): void {}

  @Span('walk')
  walk(): number {
    return this.count();
  }

  @Span()
  fails(thrown: unknown): void {
    throw thrown;
  }

  @Span()
  static open(): Shelf {
    return new this();
  }

  @Span()
  [KEY](): void {}
}

class TallShelf extends Shelf {
  override count(): number {
    return super.count() + 1;
  }
}

function refusal(): never {
  throw new Error('refusal');
}

function hostileProxy(): object {
  return new Proxy(
    {},
    { get: refusal, getPrototypeOf: refusal, ownKeys: refusal, has: refusal, getOwnPropertyDescriptor: refusal },
  );
}

function caughtFrom(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('did not throw');
}

describe('a span for each call', () => {
  it('is named by class and method, says where the method is written, and carries our scope with the version', () => {
    expect(new Shelf().count()).toBe(3);
    expect(recorder.span).toMatchObject({
      name: 'Shelf.count',
      kind: SpanKind.INTERNAL,
      attributes: { 'code.function.name': 'Shelf.count' },
      status: { code: SpanStatusCode.UNSET },
      instrumentationScope: { name: 'cruddur.span', version: packageVersion() },
    });
  });

  it('takes its name, kind, attributes and scope from the decorator', () => {
    new Shelf().scan();
    expect(recorder.span).toMatchObject({
      name: 'shelf-scan',
      kind: SpanKind.CLIENT,
      attributes: { 'code.function.name': 'Shelf.scan', 'app.room': 'north' },
      instrumentationScope: { name: 'library.shelf', version: packageVersion() },
    });
  });

  it('checks at compile time that the options function takes what the method takes, or less of it, and onResult what it gives', () => {
    class Typed {
      // @ts-expect-error -- a number is no string
      @Span((text: string) => ({ attributes: { text } }))
      wrong(_value: number): void {}

      // @ts-expect-error -- nor is one that comes later
      @Span({ onResult: (text: string) => ({ attributes: { text } }) })
      async wrongResult(): Promise<number> {
        return 1;
      }

      @Span({ onResult: (text: string | number) => ({ attributes: { text } }) })
      async wider(): Promise<number> {
        return 1;
      }

      @Span(() => ({ attributes: { less: true } }))
      less(_value: number): void {}
    }
    const told: TakesArgumentsOf<(value: number) => void, [text: string]> = {
      'the options function of @Span has to take what the method takes': undefined as never,
    };
    expect(Object.keys(told)).toHaveLength(1);
    new Typed().less(1);
    expect(recorder.span.attributes).toMatchObject({ less: true });
  });

  it('takes its attributes from the arguments', () => {
    new Shelf().ofArguments(10, 'ten');
    expect(recorder.span.attributes).toMatchObject({ a: 10, b: 'ten' });
  });

  it('is active inside the method, and its parent is the span that was active outside', () => {
    const outer = trace.getTracer('test').startSpan('outer');
    const inside = context.with(trace.setSpan(context.active(), outer), () => new Shelf().scan());
    expect(recorder.span.spanContext().spanId).toBe(inside);
    expect(recorder.span.parentSpanContext?.spanId).toBe(outer.spanContext().spanId);
    expect(activeSpanId()).toBeUndefined();
  });

  it('nests when a decorated method calls another', () => {
    new Shelf().walk();
    const [count, walk] = recorder.spans;
    expect(recorder.names).toEqual(['Shelf.count', 'walk']);
    expect(count?.parentSpanContext?.spanId).toBe(walk?.spanContext().spanId);
  });

  it('is named by the subclass the method was called on, and still says where the method is written', () => {
    expect(new TallShelf().count()).toBe(4);
    expect(recorder.span).toMatchObject({
      name: 'TallShelf.count',
      attributes: { 'code.function.name': 'Shelf.count' },
    });
  });

  it('is named by the class for a static method, by the subclass where it was called on that', () => {
    expect(Shelf.open()).toBeInstanceOf(Shelf);
    expect(TallShelf.open()).toBeInstanceOf(TallShelf);
    expect(recorder.names).toEqual(['Shelf.open', 'TallShelf.open']);
  });

  it('is named by its class when the method is torn off, borrowed or called on a proxy that throws', () => {
    const { scan, [KEY]: keyed } = Shelf.prototype;
    expect(() => Shelf.prototype.count.call({ books: 7 } as unknown as Shelf)).not.toThrow();
    const hostile = new Proxy(new Shelf(), {
      getPrototypeOf: () => {
        throw new Error('trap');
      },
    });
    expect(hostile.count()).toBe(3);
    scan.call(undefined as unknown as Shelf);
    Reflect.apply(keyed, 5, []);
    expect(recorder.names).toEqual(['Shelf.count', 'Shelf.count', 'shelf-scan', 'Shelf.Symbol(keyed)']);
  });

  it('goes to the provider of the moment, though the tracer is kept from call to call', async () => {
    const shelf = new Shelf();
    shelf.count();
    const other = new SpanRecorder();
    shelf.count();
    shelf.count();
    expect(other.names).toEqual(['Shelf.count', 'Shelf.count']);
    await other.stop();
    recorder.start();
    shelf.count();
    expect(recorder.names).toEqual(['Shelf.count', 'Shelf.count']);
  });

  it('is none where tracing is suppressed, and the outer span stays the active one', () => {
    const outer = trace.getTracer('test').startSpan('outer');
    const suppressed = suppressTracing(trace.setSpan(context.active(), outer));
    expect(context.with(suppressed, () => new Shelf().scan())).toBe(outer.spanContext().spanId);
    expect(recorder.spans).toHaveLength(0);
  });
});

describe('a throw', () => {
  it("is recorded with its type, message and stack, and is the caller's untouched", () => {
    const error = new RangeError('too far');
    expect(() => new Shelf().fails(error)).toThrow(error);
    expect(recorder.span.status).toEqual({ code: SpanStatusCode.ERROR, message: 'too far' });
    expect(recorder.span.attributes['error.type']).toBe('RangeError');
    expect(recorder.span.events).toMatchObject([
      {
        name: 'exception',
        attributes: {
          'exception.type': 'RangeError',
          'exception.message': 'too far',
          'exception.stacktrace': error.stack,
        },
      },
    ]);
  });

  it.each<[string, unknown, string, string]>([
    ['null', null, 'null', 'null'],
    ['undefined', undefined, 'undefined', 'undefined'],
    ['zero', 0, 'number', '0'],
    ['an empty string', '', 'string', ''],
    ['a BigInt', 12n, 'bigint', '12'],
    ['a symbol', Symbol('s'), 'symbol', 'Symbol(s)'],
    ['an object that is no error', { message: 'odd' }, 'Object', 'odd'],
    ['an object without a prototype', Object.create(null), 'Object', '(object without text)'],
    ['a proxy whose traps throw', hostileProxy(), 'Object', '(object without text)'],
  ])('may be %s', (_, thrown, type, message) => {
    expect(
      Object.is(
        caughtFrom(() => new Shelf().fails(thrown)),
        thrown,
      ),
    ).toBe(true);
    expect(recorder.span.status).toEqual({ code: SpanStatusCode.ERROR, message });
    expect(recorder.span.attributes['error.type']).toBe(type);
    expect(recorder.span.events).toHaveLength(1);
  });

  it('keeps what can be read of an error whose stack getter throws', () => {
    const error = Object.defineProperty(new Error('readable'), 'stack', {
      get: () => {
        throw new Error('no');
      },
    });
    expect(caughtFrom(() => new Shelf().fails(error))).toBe(error);
    expect(recorder.span.events).toMatchObject([{ attributes: { 'exception.message': 'readable' } }]);
  });

  it('brings its causes along, and a cycle of them ends', () => {
    const root = new TypeError('the wire is cut');
    const error = new Error('no answer', { cause: { name: 'Middle', message: 'no stack', cause: root } });
    root.cause = error;
    expect(caughtFrom(() => new Shelf().fails(error))).toBe(error);
    const stack = `${error.stack}\nCaused by: Middle: no stack\nCaused by: ${root.stack}`;
    expect(recorder.span.events).toMatchObject([{ attributes: { 'exception.stacktrace': stack } }]);
  });

  it('brings along a cause that is a mere string', () => {
    const error = new Error('no answer', { cause: 'timeout' });
    expect(caughtFrom(() => new Shelf().fails(error))).toBe(error);
    expect(recorder.span.events[0]?.attributes?.['exception.stacktrace']).toBe(`${error.stack}\nCaused by: timeout`);
  });

  it('is no error of the span when it is a Nest exception below 500: that is an answer', () => {
    expect(() => new Shelf().fails(new NotFoundException())).toThrow(NotFoundException);
    expect(recorder.span).toMatchObject({
      status: { code: SpanStatusCode.UNSET },
      events: [],
      attributes: { 'app.rejection.type': 'NotFoundException', 'app.rejection.status_code': 404 },
    });
    expect(recorder.span.attributes).not.toHaveProperty('error.type');
  });

  it('is an error when it is a Nest exception of 500 or more', () => {
    expect(() => new Shelf().fails(new HttpException('down', 503))).toThrow('down');
    expect(recorder.span.status.code).toBe(SpanStatusCode.ERROR);
  });
});

describe('the callbacks', () => {
  const rubbish: [string, unknown][] = [
    ['throws', refusal],
    ['returns a number', () => 5],
    ['rejects', () => Promise.reject(new Error('late'))],
    [
      'returns attributes whose getter throws',
      () => ({
        attributes: {
          get a() {
            return refusal();
          },
        },
      }),
    ],
    ['returns a proxy whose traps throw', () => hostileProxy()],
    ['returns links without a context', () => ({ links: [null] })],
  ];

  it.each(rubbish)('lets the call pass when the options function %s, and says so on the span', (_, options) => {
    class Subject {
      @Span('subject', options as () => object)
      run(value: number): number {
        return value;
      }
    }
    expect(new Subject().run(8)).toBe(8);
    expect(recorder.span).toMatchObject({ name: 'subject', status: { code: SpanStatusCode.UNSET } });
    expect(recorder.span.attributes).toMatchObject({
      'code.function.name': 'Subject.run',
      'app.span.callback_error': expect.stringMatching(/^options: /),
    });
  });

  it.each(rubbish.slice(0, 5).filter(([what]) => !what.includes('number')))(
    'leaves a good call good when onResult %s, and says so on the span',
    async (_, onResult) => {
      class Subject {
        @Span({ onResult: onResult as () => undefined })
        run(value: number): number {
          return value;
        }
        @Span({ onResult: onResult as () => undefined })
        async later(value: number): Promise<number> {
          return value;
        }
      }
      expect(new Subject().run(8)).toBe(8);
      await expect(new Subject().later(9)).resolves.toBe(9);
      expect(recorder.spans).toHaveLength(2);
      for (const { status, attributes, events } of recorder.spans) {
        expect(status.code).toBe(SpanStatusCode.UNSET);
        expect(events).toHaveLength(0);
        expect(attributes['app.span.callback_error']).toMatch(/^onResult: /);
      }
    },
  );

  it("are given the same `this` as the method, and a scope of the call's own", () => {
    class Tenant {
      readonly scope = 'tenant.a';
      @Span(function (this: Tenant) {
        return { scope: this.scope };
      } as () => object)
      run(): void {}
    }
    new Tenant().run();
    expect(recorder.span.instrumentationScope.name).toBe('tenant.a');
  });

  it('get no result where nothing is recorded, and the ids still travel on', async () => {
    const results: unknown[] = [];
    class Quiet {
      @Span({
        onResult: (result) => {
          results.push(result);
          return undefined;
        },
      })
      run(): string | undefined {
        return trace.getActiveSpan()?.spanContext().traceId;
      }
    }
    const silent = new SpanRecorder(new AlwaysOffSampler());
    expect(new Quiet().run()).toMatch(/^[0-9a-f]{32}$/);
    expect(results).toEqual([]);
    expect(silent.spans).toHaveLength(0);
    await silent.stop();
    recorder.start();
  });
});

function marking(_: object, __: PropertyKey, descriptor: PropertyDescriptor): void {
  descriptor.value.mark = 'left';
}

describe('decorating', () => {
  const below = SetMetadata('below', 1);
  const above = SetMetadata('above', 2);
  class Guard {
    canActivate(): boolean {
      return true;
    }
  }

  @Injectable()
  class Plain {
    @above
    @Span()
    @below
    @UseGuards(Guard)
    handle(_first: string, _second: number = 2): string {
      return 'handled';
    }

    untouched(_first: string, _second: number = 2): string {
      return 'handled';
    }

    @Span()
    async later(): Promise<void> {
      await after(0);
    }
  }

  it('keeps name, length, property flags, and the metadata of decorators above and below', () => {
    const ours = Object.getOwnPropertyDescriptor(Plain.prototype, 'handle');
    const bare = Object.getOwnPropertyDescriptor(Plain.prototype, 'untouched');
    expect({ ...ours, value: null }).toEqual({ ...bare, value: null });
    const handle: unknown = ours?.value;
    expect([(handle as Function).name, (handle as Function).length]).toEqual(['handle', 1]);
    expect(Object.hasOwn(handle as object, 'prototype')).toBe(false);
    expect(Reflect.getMetadata('below', handle as object)).toBe(1);
    expect(Reflect.getMetadata('above', handle as object)).toBe(2);
    expect(Reflect.getMetadata('__guards__', handle as object)).toEqual([Guard]);
    expect(Reflect.getMetadata('design:paramtypes', Plain.prototype, 'handle')).toEqual([String, Number]);
  });

  it("keeps an async method's kind", () => {
    expect(Object.prototype.toString.call(Plain.prototype.later)).toBe('[object AsyncFunction]');
  });

  it('keeps properties that another decorator left on the method', () => {
    class Marked {
      @Span()
      @marking
      run(): void {}
    }
    expect(Marked.prototype.run).toHaveProperty('mark', 'left');
  });

  it('refuses at class definition what is no method', () => {
    expect(() => {
      class Wrong {
        // @ts-expect-error -- the compiler says it first
        @Span()
        get size(): number {
          return 1;
        }
      }
      return Wrong;
    }).toThrow(new TypeError('@Span() stands on methods and classes, and size is no method'));
  });
});

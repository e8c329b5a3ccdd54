import { SetMetadata } from '@nestjs/common';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { Span as TheirSpan, Traceable } from 'nestjs-otel';
import { Span as OurSpan } from '../src/tracing/span/span.decorator.js';
import { SpanRecorder } from './span-recorder.js';

/** What nestjs-otel 8.1.1 promises by its own tests, held for its decorator and for ours. */
const recorder = new SpanRecorder();
afterEach(() => recorder.clear());
afterAll(() => recorder.stop());

interface LazyQuery {
  started: number;
  then(onFulfilled: (rows: unknown) => unknown): Promise<unknown>;
}

function lazyQuery(): LazyQuery {
  const query: LazyQuery = {
    started: 0,
    // oxlint-disable-next-line unicorn/no-thenable -- query builders are such
    then(onFulfilled) {
      query.started++;
      return Promise.resolve({ rows: [1, 2, 3] }).then(onFulfilled);
    },
  };
  return query;
}

/** Compiles only as long as ours takes whatever theirs takes. */
const ours: typeof TheirSpan = OurSpan;
const oursOnClass: typeof Traceable = OurSpan;

describe.each([
  ['nestjs-otel', TheirSpan, Traceable],
  ['ours', ours, oursOnClass],
])('a method decorated by %s', (_, Span, OnClass) => {
  const symbol = Symbol('keyed');

  class Desk {
    @Span()
    single(): void {}

    @Span()
    double(): void {
      this.single();
    }

    @Span('chosen', { kind: SpanKind.PRODUCER })
    named(): void {}

    @Span({ kind: SpanKind.PRODUCER })
    unnamed(): void {}

    @Span('of-arguments', (a: number, b: string) => ({ attributes: { a, b } }))
    ofArguments(_a: number, _b: string): void {}

    @Span((a: number, b: string) => ({ attributes: { a, b } }))
    unnamedOfArguments(_a: number, _b: string): void {}

    @Span()
    fails(): void {
      throw new Error('wrong desk');
    }

    @Span()
    async failsLater(): Promise<void> {
      throw new Error('wrong desk, later');
    }

    @Span()
    @SetMetadata('desk', true)
    marked(): void {}

    @Span()
    [symbol](): void {}

    @Span({ onResult: (result: string) => ({ attributes: { result } }) })
    answers(): string {
      return 'yes';
    }

    @Span({ onResult: (result: string) => ({ attributes: { result } }) })
    async answersLater(): Promise<string> {
      return 'later';
    }

    @Span()
    query(query: LazyQuery): LazyQuery {
      return query;
    }
  }
  const desk = new Desk();

  it('keeps its name and its metadata', () => {
    expect(Reflect.getMetadata('desk', Reflect.get(desk, 'marked'))).toBe(true);
    expect(desk.single.name).toBe('single');
  });

  it('has a span named by class and method, symbols too, or by the decorator', () => {
    desk.single();
    desk[symbol]();
    desk.named();
    expect(recorder.names).toEqual(['Desk.single', 'Desk.Symbol(keyed)', 'chosen']);
  });

  it('has the options of the decorator, with a name or without', () => {
    desk.named();
    desk.unnamed();
    expect(recorder.spans).toMatchObject([
      { name: 'chosen', kind: SpanKind.PRODUCER },
      { name: 'Desk.unnamed', kind: SpanKind.PRODUCER },
    ]);
  });

  it('has attributes made of its arguments, with a name or without', () => {
    desk.ofArguments(10, 'bar');
    desk.unnamedOfArguments(11, 'baz');
    expect(recorder.spans).toMatchObject([
      { name: 'of-arguments', attributes: { a: 10, b: 'bar' } },
      { name: 'Desk.unnamedOfArguments', attributes: { a: 11, b: 'baz' } },
    ]);
  });

  it('has a span inside the span of its caller', () => {
    desk.double();
    expect(recorder.names).toEqual(['Desk.single', 'Desk.double']);
    expect(recorder.spans[0]?.parentSpanContext?.spanId).toBe(recorder.spans[1]?.spanContext().spanId);
  });

  it.each([
    ['throws', 'wrong desk', () => desk.fails()],
    ['rejects', 'wrong desk, later', () => desk.failsLater()],
  ])('records the error it %s with, and hands it on', async (__, message, call) => {
    await expect((async () => call())()).rejects.toThrow(message);
    expect(recorder.span.status).toEqual({ code: SpanStatusCode.ERROR, message });
    expect(recorder.span.events).toMatchObject([{ name: 'exception', droppedAttributesCount: 0 }]);
  });

  it('has attributes made of its result, awaited or not', async () => {
    expect(desk.answers()).toBe('yes');
    await expect(desk.answersLater()).resolves.toBe('later');
    expect(recorder.spans.map(({ attributes }) => attributes['result'])).toEqual(['yes', 'later']);
    expect(recorder.spans.every(({ status }) => status.code === SpanStatusCode.UNSET)).toBe(true);
  });

  it('hands a lazy query on, not started, and ends its span without waiting for it', async () => {
    const query = lazyQuery();
    expect(desk.query(query)).toBe(query);
    expect(query.started).toBe(0);
    expect(recorder.names).toEqual(['Desk.query']);
    await query.then(() => undefined);
    expect(query.started).toBe(1);
    expect(recorder.span.events).toHaveLength(0);
  });

  it('may be a whole class of methods, with options for all', async () => {
    class Office {
      open(): void {}
      async close(): Promise<void> {
        this.open();
      }
    }
    OnClass({ kind: SpanKind.PRODUCER })(Office);
    await new Office().close();
    expect(recorder.spans).toMatchObject([
      { name: 'Office.open', kind: SpanKind.PRODUCER },
      { name: 'Office.close', kind: SpanKind.PRODUCER },
    ]);
    expect(Office.prototype.open.name).toBe('open');
  });
});

describe('where ours differs from nestjs-otel on purpose', () => {
  it('adds code.function.name to the attributes', () => {
    class Desk {
      @OurSpan()
      single(): void {}
    }
    new Desk().single();
    expect(recorder.span.attributes).toEqual({ 'code.function.name': 'Desk.single' });
  });

  it('leaves a good call good when onResult throws', () => {
    class Desk {
      @OurSpan({ onResult: () => JSON.parse('{') })
      single(): string {
        return 'good';
      }
    }
    expect(new Desk().single()).toBe('good');
    expect(recorder.span).toMatchObject({ status: { code: SpanStatusCode.UNSET }, events: [] });
    expect(recorder.span.attributes['app.span.callback_error']).toMatch(/^onResult: SyntaxError/);
  });
});

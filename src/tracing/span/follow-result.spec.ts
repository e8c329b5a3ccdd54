// oxlint-disable typescript/no-unsafe-type-assertion -- odd results are the subject
import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import {
  BehaviorSubject,
  NEVER,
  Observable,
  Subject,
  defer,
  lastValueFrom,
  map,
  of,
  range,
  retry,
  take,
  throwError,
} from 'rxjs';
import { SpanRecorder } from '../../../test/span-recorder.js';
import { Span } from './span.decorator.js';

const recorder = new SpanRecorder();
afterEach(() => recorder.clear());
afterAll(() => recorder.stop());

const activeSpanId = () => trace.getActiveSpan()?.spanContext().spanId;
const size = (values: unknown) => ({ attributes: { 'app.result_length': Number(values) } });

/** Hands on whatever it is given, so that a test can give anything. */
class Courier {
  @Span({ onResult: size })
  hand<T>(make: () => T): T {
    return make();
  }

  @Span({ onResult: size })
  async later<T>(make: () => T): Promise<T> {
    await Promise.resolve();
    return make();
  }

  @Span({ onResult: size })
  *count(to: number): Generator<string | undefined, number> {
    for (let at = 0; at < to; at++) yield activeSpanId();
    return to;
  }

  @Span({ onResult: size })
  async *stream(to: number): AsyncGenerator<string | undefined, number> {
    for (let at = 0; at < to; at++) {
      await Promise.resolve();
      yield activeSpanId();
    }
    return to;
  }
}

const courier = new Courier();
const refuse = (): never => {
  throw new Error('refused');
};

describe('a promise', () => {
  it('ends the span when it fulfils, with the attributes of its value, before the caller hears of it', async () => {
    const promise = courier.later(() => 4);
    expect(recorder.spans).toHaveLength(0);
    await expect(promise).resolves.toBe(4);
    expect(recorder.span.attributes['app.result_length']).toBe(4);
  });

  it('ends the span with the error it rejects with', async () => {
    await expect(courier.later(refuse)).rejects.toThrow('refused');
    expect(recorder.span.status).toEqual({ code: SpanStatusCode.ERROR, message: 'refused' });
    expect(recorder.span.events).toHaveLength(1);
  });

  it('keeps the span active across awaits inside, and never outside', async () => {
    const inside = courier.later(activeSpanId);
    expect(activeSpanId()).toBeUndefined();
    const id = await inside;
    expect(activeSpanId()).toBeUndefined();
    expect(recorder.span.spanContext().spanId).toBe(id);
  });

  it('of another realm counts too: node:fs gives such ones inside jest', async () => {
    const reading = courier.hand(() => readFile('package.json', 'utf8'));
    expect(recorder.spans).toHaveLength(0);
    await expect(reading).resolves.toContain('"name"');
    expect(recorder.names).toEqual(['Courier.hand']);
  });

  it('of a subclass or with properties of its own stays the same object', async () => {
    class Request extends Promise<number> {
      abort(): string {
        return 'aborted';
      }
    }
    const request = Request.resolve(7) as Request;
    const child = Object.assign(Promise.reject(new Error('exit 1')), { pid: 12 });
    expect(courier.hand(() => request)).toBe(request);
    expect(courier.hand(() => child)).toBe(child);
    await expect(request).resolves.toBe(7);
    await expect(child).rejects.toThrow('exit 1');
    expect(recorder.spans.map(({ status }) => status.code)).toEqual([SpanStatusCode.UNSET, SpanStatusCode.ERROR]);
  });
});

describe('a thenable that is no promise', () => {
  it('may be a lazy query: it is neither started nor replaced, and the span ends with the call', () => {
    let started = 0;
    // oxlint-disable-next-line unicorn/no-thenable
    const query = { then: () => void started++ };
    expect(courier.hand(() => query)).toBe(query);
    expect(started).toBe(0);
    expect(recorder.spans).toHaveLength(1);
  });
});

describe('an Observable', () => {
  it('ends the span when it completes, with the attributes of its last value', async () => {
    const values = courier.hand(() => of(1, 2, 3));
    expect(recorder.spans).toHaveLength(0);
    await expect(lastValueFrom(values)).resolves.toBe(3);
    expect(recorder.span.attributes['app.result_length']).toBe(3);
  });

  it('ends the span with the error it fails with', async () => {
    await expect(lastValueFrom(courier.hand(() => throwError(() => new Error('lost'))))).rejects.toThrow('lost');
    expect(recorder.span.status).toEqual({ code: SpanStatusCode.ERROR, message: 'lost' });
  });

  it('ends the span when it is unsubscribed, without a result or an error', () => {
    const subscription = courier.hand(() => NEVER).subscribe();
    expect(recorder.spans).toHaveLength(0);
    subscription.unsubscribe();
    expect(recorder.span.status.code).toBe(SpanStatusCode.UNSET);
    expect(recorder.span.attributes).not.toHaveProperty('app.result_length');
  });

  it('does its work inside the span, and hands its values on outside of it', () => {
    const seen: (string | undefined)[] = [];
    courier.hand(() => defer(() => of(activeSpanId()))).subscribe((inside) => seen.push(inside, activeSpanId()));
    expect(seen).toEqual([recorder.span.spanContext().spanId, undefined]);
  });

  it('stops its source at once when the caller has enough', () => {
    let produced = 0;
    const seen: number[] = [];
    courier
      .hand(() => range(0, 1000).pipe(map((value) => (produced++, value))))
      .pipe(take(2))
      .subscribe((value) => seen.push(value));
    expect({ seen, produced }).toEqual({ seen: [0, 1], produced: 2 });
    expect(recorder.spans).toHaveLength(1);
  });

  it('has one span a call: a retry that subscribes again is not part of it', async () => {
    const attempts: (string | undefined)[] = [];
    const flaky = courier.hand(() =>
      defer(() => (attempts.push(activeSpanId()) < 3 ? throwError(refuse) : of('third'))),
    );
    await expect(lastValueFrom(flaky.pipe(retry(5)))).resolves.toBe('third');
    expect(attempts).toEqual([recorder.span.spanContext().spanId, undefined, undefined]);
    expect(recorder.span.status.code).toBe(SpanStatusCode.ERROR);
  });

  it('that is a Subject still is one', () => {
    const subject = new BehaviorSubject(1);
    const handed = courier.hand(() => subject);
    const seen: number[] = [];
    const subscription = handed.subscribe((value) => seen.push(value));
    handed.next(2);
    subject.next(3);
    subscription.unsubscribe();
    handed.next(4);
    expect({ seen, last: subject.value, seenFromHere: handed.getValue() }).toEqual({
      seen: [1, 2, 3],
      last: 4,
      seenFromHere: 4,
    });
    expect(handed).toBeInstanceOf(BehaviorSubject);
    expect(recorder.spans).toHaveLength(1);
  });

  it('piped from a Subject ends its span with the subscription', () => {
    const ticks = new Subject<number>();
    const doubled = courier.hand(() => ticks.pipe(map((value) => value * 2)));
    const seen: number[] = [];
    const subscription = doubled.subscribe((value) => seen.push(value));
    ticks.next(4);
    expect(recorder.spans).toHaveLength(0);
    subscription.unsubscribe();
    expect(seen).toEqual([8]);
    expect(recorder.spans).toHaveLength(1);
    expect(doubled).toBeInstanceOf(Observable);
  });
});

describe('a generator', () => {
  it('ends the span when it is done, and its body alone runs inside', () => {
    const steps = courier.count(2);
    const seen: (string | undefined)[] = [];
    for (const inside of steps) {
      seen.push(inside);
      expect(activeSpanId()).toBeUndefined();
      expect(recorder.spans).toHaveLength(0);
    }
    expect(seen).toEqual(Array(2).fill(recorder.span.spanContext().spanId));
    expect(recorder.span.attributes['app.result_length']).toBe(2);
    expect(steps.next()).toEqual({ done: true, value: undefined });
    expect(recorder.spans).toHaveLength(1);
  });

  it('ends the span when the caller leaves its loop', () => {
    for (const _ of courier.count(5)) break;
    expect(recorder.span.attributes).not.toHaveProperty('app.result_length');
    expect(recorder.span.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('ends the span with the error that is thrown into it', () => {
    const steps = courier.count(5);
    steps.next();
    expect(() => steps.throw(new Error('stop'))).toThrow('stop');
    expect(recorder.span.status).toEqual({ code: SpanStatusCode.ERROR, message: 'stop' });
  });

  it('stays the same generator', () => {
    const made = (function* () {
      yield 1;
    })();
    expect(courier.hand(() => made)).toBe(made);
    expect([...made]).toEqual([1]);
    expect(recorder.spans).toHaveLength(1);
  });
});

describe('an async generator', () => {
  it('ends the span when it is done, and its body alone runs inside, across its awaits', async () => {
    const seen: (string | undefined)[] = [];
    for await (const inside of courier.stream(3)) {
      seen.push(inside);
      expect(activeSpanId()).toBeUndefined();
    }
    expect(seen).toEqual(Array(3).fill(recorder.span.spanContext().spanId));
    expect(recorder.span.attributes['app.result_length']).toBe(3);
  });

  it('ends the span when the caller leaves its loop', async () => {
    for await (const _ of courier.stream(5)) break;
    expect(recorder.span.status.code).toBe(SpanStatusCode.UNSET);
  });

  it('ends the span with the error that is thrown into it', async () => {
    const steps = courier.stream(5);
    await steps.next();
    await expect(steps.throw(new Error('stop'))).rejects.toThrow('stop');
    expect(recorder.span.status).toEqual({ code: SpanStatusCode.ERROR, message: 'stop' });
  });
});

describe('anything else', () => {
  const refuses = { getPrototypeOf: refuse, get: refuse, has: refuse };
  it.each<[string, object]>([
    ['an event emitter', new EventEmitter()],
    ['a frozen generator', Object.freeze((function* () {})())],
    ['a proxy whose traps throw', new Proxy({}, refuses)],
    ['a function', once],
  ])('ends the span with the call and comes back as it is: %s', (_, value) => {
    expect(
      Object.is(
        courier.hand(() => value),
        value,
      ),
    ).toBe(true);
    expect(recorder.spans).toHaveLength(1);
    expect(recorder.span.status.code).toBe(SpanStatusCode.UNSET);
  });
});

import { spanRecord } from '../../../test/support/span-record.js';
import { childSpan } from '../../../test/support/translated.js';
import type { SpanRecord } from '../../tracing/index.js';
import { OpenTraces } from './open-traces.js';
import type { OpenTracesLimits } from './open-traces-limits.js';

const TRACE = '5b8efff798038103d269b633813fc60c';
const root = (spanId: string, traceId = TRACE) =>
  spanRecord({ traceId, spanId, parentSpanId: 'ffffffffffffffff', parentIsRemote: true });
const child = (spanId: string, parentSpanId: string, traceId = TRACE) => childSpan({ traceId, spanId, parentSpanId });

function openTraces({ sampled = true, limits = {} }: { sampled?: boolean; limits?: Partial<OpenTracesLimits> } = {}) {
  const shipped: string[][] = [];
  const taken = { spans: 0 };
  const time = { ms: 0 };
  const decisions: string[] = [];
  const traces = new OpenTraces({
    decide: (span: SpanRecord) => {
      decisions.push(span.spanId);
      return sampled;
    },
    onTaken: () => (taken.spans += 1),
    ship: (spans) => shipped.push(spans.map((span) => span.spanId)),
    clock: () => time.ms,
    limits,
  });
  const expectEmpty = () => {
    expect(traces.held).toMatchObject({ spans: 0, bytes: 0 });
    expect(taken.spans).toBe(shipped.flat().length);
  };
  return { traces, shipped, taken, time, decisions, expectEmpty };
}

describe('the traces that are open', () => {
  it('hold the spans of a request until its root ends, then ship them together', () => {
    const { traces, shipped, expectEmpty } = openTraces();
    traces.announce(TRACE, 'a', () => true);
    traces.add(child('b', 'a'));
    traces.add(child('c', 'a'));
    expect([shipped, traces.held.spans]).toEqual([[], 2]);
    traces.add(root('a'));
    expect(shipped).toEqual([['b', 'c', 'a']]);
    expect(traces.held.traces).toBe(0);
    expectEmpty();
  });

  it('ship a late span at once, alone', () => {
    const { traces, shipped, expectEmpty } = openTraces();
    traces.announce(TRACE, 'a', () => true);
    traces.add(root('a'));
    traces.add(child('late', 'a'));
    expect(shipped).toEqual([['a'], ['late']]);
    expectEmpty();
  });

  it('keep apart two requests of one trace, and give the rest to the last one', () => {
    const { traces, shipped, expectEmpty } = openTraces();
    traces.announce(TRACE, 'a', () => true);
    traces.announce(TRACE, 'b', () => false);
    traces.add(child('b2', 'b1'));
    traces.add(child('a2', 'a1'));
    traces.add(child('a1', 'a'));
    traces.add(root('a'));
    expect(shipped).toEqual([['a2', 'a1', 'a']]);
    traces.add(root('b'));
    expect(shipped[1]).toEqual(['b2', 'b']);
    expectEmpty();
  });

  it('decide a trace once, also for its late spans and its next request', () => {
    const { traces, shipped, taken, decisions } = openTraces();
    expect(traces.announce(TRACE, 'a', () => false)).toBe(false);
    traces.add(child('b', 'a'));
    traces.add(root('a'));
    traces.add(child('late', 'a'));
    expect(traces.announce(TRACE, 'c', () => true)).toBe(false);
    traces.add(root('c'));
    expect([shipped, taken.spans, decisions]).toEqual([[], 0, []]);
  });

  it('decide at the first span where no request was announced', () => {
    const { traces, shipped, decisions } = openTraces();
    traces.add(child('b', 'a'));
    traces.add(root('a'));
    expect([shipped, decisions]).toEqual([[['b', 'a']], ['b']]);
  });

  it('ship early what waits too long, and the root in its time', () => {
    const { traces, shipped, time, expectEmpty } = openTraces({ limits: { maxWaitMs: 1_000 } });
    traces.announce(TRACE, 'a', () => true);
    traces.add(child('b', 'a'));
    time.ms = 999;
    traces.sweep();
    expect(shipped).toEqual([]);
    time.ms = 1_000;
    traces.sweep();
    traces.add(root('a'));
    expect(shipped).toEqual([['b'], ['a']]);
    expectEmpty();
  });

  it.each([
    ['spans of one trace', { maxSpansPerTrace: 10 }],
    ['spans', { maxSpans: 10 }],
    ['bytes of one trace', { maxBytesPerTrace: 8_000 }],
    ['bytes', { maxBytes: 8_000 }],
  ])('ship early beyond the bound of %s', (_what, limits) => {
    const { traces, shipped, expectEmpty } = openTraces({ limits });
    traces.announce(TRACE, 'a', () => true);
    for (let number = 0; number < 100; number += 1) traces.add(child(`c${number}`, 'a'));
    expect(traces.held.spans).toBeLessThanOrEqual(13);
    traces.add(root('a'));
    expect(shipped.flat()).toHaveLength(101);
    expectEmpty();
  });

  it('beyond the bound of traces, end the oldest early and remember what was decided of it', () => {
    const { traces, shipped, expectEmpty } = openTraces({ limits: { maxTraces: 2 } });
    const ids = [0, 1, 2].map((number) => TRACE.replace(/.$/, String(number)));
    for (const traceId of ids) {
      traces.announce(traceId, 'a', () => traceId !== ids[1]);
      traces.add(child('b', 'a', traceId));
    }
    expect(shipped).toEqual([['b']]);
    for (const traceId of ids) traces.add(root('a', traceId));
    expect(shipped).toEqual([['b'], ['a'], ['b', 'a']]);
    expect(traces.held.traces).toBe(0);
    expectEmpty();
  });

  it('forget a root that was announced and never ended', () => {
    const { traces, time } = openTraces({ limits: { maxRootMs: 1_000 } });
    traces.announce(TRACE, 'a', () => true);
    traces.sweep();
    expect(traces.held.traces).toBe(1);
    time.ms = 1_000;
    traces.sweep();
    expect(traces.held.traces).toBe(0);
  });

  it('leak nothing over many traces of every kind', () => {
    const { traces, time, expectEmpty, shipped } = openTraces({ limits: { maxTraces: 50, maxSpans: 70 } });
    for (let number = 0; number < 5_000; number += 1) {
      const traceId = number.toString(16).padStart(32, '0');
      if (number % 3 > 0) traces.announce(traceId, 'a', () => number % 5 > 0);
      for (let at = 0; at < number % 7; at += 1) traces.add(child(`c${at}`, 'a', traceId));
      if (number % 4 > 0) traces.add(root('a', traceId));
    }
    time.ms = 3_600_000;
    traces.sweep();
    traces.sweep();
    expect(traces.held.traces).toBe(0);
    expect(shipped.length).toBeGreaterThan(1_000);
    expectEmpty();
  });

  it('hand over all that waits when they are drained', () => {
    const { traces, shipped, expectEmpty } = openTraces();
    traces.announce(TRACE, 'a', () => true);
    traces.add(child('b', 'a'));
    traces.drain();
    expect(shipped).toEqual([['b']]);
    expectEmpty();
  });
});

import type { LogRow, SpanRow } from '../../api/spans.js';
import { roundedDown } from './free-tier-advice.js';
import { freeTierMeter, type SinkDeliveries } from './free-tier-meter.js';
import { LogTraffic } from './log-traffic.js';
import { SpanTraffic } from './span-traffic.js';

const HOURS_OF_MONTH = 730;
const CLOCK = () => 1_790_000_000_000;

/** An hour of traces of one span, of which X-Ray's sampler took some. */
function spansOf({ traces, sampled }: { traces: number; sampled: number }): SpanTraffic {
  const traffic = new SpanTraffic(CLOCK);
  const taken = { events: [], links: [], attributes: {} } as unknown as SpanRow;
  const leftOut = { ...taken, attributes: { 'aws.xray.sampled': false } };
  traffic.note(Array.from({ length: traces }, (_, index) => (index < sampled ? taken : leftOut)));
  return traffic;
}

/** An hour of lines of 1,000 bytes, so many of each severity. */
function logsOf(severities: Readonly<Record<number, number>>): LogTraffic {
  const traffic = new LogTraffic(CLOCK);
  const line = { body: 'x'.repeat(1_000 - 26 - 2), attributes: {} };
  for (const [severity, lines] of Object.entries(severities))
    traffic.note(Array.from({ length: lines }, () => ({ ...line, severity_number: Number(severity) }) as LogRow));
  return traffic;
}

const meterOf = (of: Partial<SinkDeliveries>, spans = spansOf({ traces: 0, sampled: 0 }), logs = logsOf({})) =>
  freeTierMeter({ sink: 'otlp', isHoneycomb: true, thisHour: 0, share: 1, ...of }, spans, logs);
const adviceOf = (...of: Parameters<typeof meterOf>) => meterOf(...of)?.advice;

describe("X-Ray's free tier", () => {
  it.each([
    { traces: 600, rate: 1, advised: 0.22 },
    { traces: 600, rate: 0.5, advised: 0.22 },
    { traces: 600, rate: 0.25, advised: 0.22 },
    { traces: 138, rate: 1, advised: 0.99 },
    { traces: 100_000, rate: 0.01, advised: 0.001_3 },
  ])('of $traces traces an hour at a rate of $rate is kept by a rate of $advised', ({ traces, rate, advised }) => {
    const sampled = traces * rate;
    const spans = spansOf({ traces, sampled });
    const { projected, advice } = meterOf({ sink: 'xray', thisHour: sampled }, spans)!;
    expect(projected).toBe(sampled * HOURS_OF_MONTH);
    expect(advice).toBe(`XRAY_SAMPLING=reservoir=0,rate=${advised}, or such a rule in X-Ray`);
    const followed = traces * advised * HOURS_OF_MONTH;
    expect(followed).toBeLessThanOrEqual(100_000);
    expect(followed).toBeGreaterThan(90_000);
  });

  it.each([
    [0, 0],
    [600, 0],
    [600, 136],
    [136, 136],
  ])('needs no advice with %i traces an hour of which %i are sampled', (traces, sampled) => {
    expect(adviceOf({ sink: 'xray', thisHour: sampled }, spansOf({ traces, sampled }))).toBeUndefined();
  });

  it.each([
    [0, 0, undefined],
    [0.5, 300, '0.22'],
    [1, 600, '0.22'],
  ])('counts what was delivered: of 600 traces at a share of %d of their spans %i', (share, traces, rate) => {
    const spans = spansOf({ traces: 600, sampled: 600 });
    const { projected, advice } = meterOf({ sink: 'xray', share }, spans)!;
    expect(projected).toBe(traces * HOURS_OF_MONTH);
    expect(advice?.match(/rate=([\d.]+)/)?.[1]).toBe(rate);
  });

  it("is the tracer's sampler's to keep where spans go past the daemon, and with them X-Ray's sampler", () => {
    const spans = spansOf({ traces: 600, sampled: 300 });
    const { projected, advice } = meterOf({ sink: 'xray.otlp', thisHour: 600 }, spans)!;
    expect(projected).toBe(600 * HOURS_OF_MONTH);
    expect(advice).toContain('OTEL_TRACES_SAMPLER_ARG at 0.22 x the present ratio');
  });
});

describe("Honeycomb's free tier", () => {
  it.each([
    [27_398, '0.99'],
    [60_000, '0.45'],
    [27_397_261, '0.00099'],
    [1e12, '0.000000027'],
    [Number.MAX_VALUE, '0'],
  ])('of %d spans an hour asks for a part of the present ratio, which the console does not know', (thisHour, part) => {
    const ratio = `OTEL_TRACES_SAMPLER_ARG at ${part} x the present ratio (1 where none is set)`;
    expect(adviceOf({ thisHour })).toBe(`OTEL_TRACES_SAMPLER=parentbased_traceidratio and ${ratio}`);
    expect(thisHour * Number(part) * HOURS_OF_MONTH).toBeLessThanOrEqual(20_000_000);
  });

  it.each([0, 1, 27_397])('needs no advice with %i spans an hour', (thisHour) => {
    expect(adviceOf({ thisHour })).toBeUndefined();
  });
});

describe("Rollbar's free tier", () => {
  it.each([7, 3_600, 1e9])('of %d items an hour is kept by fewer errors, and by no bound of a minute', (thisHour) => {
    const advice = adviceOf({ sink: 'rollbar', thisHour });
    expect(advice).toMatch(/^Fewer errors/);
    expect(advice).toContain('No ROLLBAR_ITEMS_PER_MINUTE is low enough to promise it: 1 permits 43,800 a month');
    expect(advice).not.toContain('ROLLBAR_ITEMS_PER_MINUTE=');
  });

  it.each([0, 6])('needs no advice with %i items an hour', (thisHour) => {
    expect(adviceOf({ sink: 'rollbar', thisHour })).toBeUndefined();
  });
});

describe("CloudWatch's free tier", () => {
  // 10 million lines of 1,000 bytes an hour are 7,300 GB a month: 0.068 % of them are 5 GB.
  it.each([
    ['LOG_LEVEL=info: ', { 5: 9_999, 9: 1 }],
    ['LOG_LEVEL=warn: ', { 9: 9_999, 13: 1 }],
    ['LOG_LEVEL=error: ', { 9: 5_000, 13: 4_999, 17: 1 }],
    ['No LOG_LEVEL does: errors alone are 146000 % of it.', { 17: 10 }],
    ['No LOG_LEVEL does: errors alone are 73000 % of it.', { 13: 10, 21: 10 }],
    ['No LOG_LEVEL does: ', { 0: 10 }],
  ])('is kept by the loudest level that does: %s', (advice, severities) => {
    expect(adviceOf({ sink: 'cloudwatch', thisHour: 10_000_000 }, undefined, logsOf(severities))).toContain(advice);
  });

  it.each([0, 6_849])('needs no advice with %i lines an hour', (thisHour) => {
    expect(adviceOf({ sink: 'cloudwatch', thisHour }, undefined, logsOf({ 9: 1 }))).toBeUndefined();
  });
});

describe('a share, for a variable', () => {
  it.each([
    [0.45662, '0.45'],
    [0.5, '0.5'],
    [0.999_999, '0.99'],
    [1, '1'],
    [0.05, '0.05'],
    [0.000_000_271, '0.00000027'],
    [0, '0'],
    [Number.NaN, '0'],
  ])('%d is %s', (share, text) => {
    expect(roundedDown(share)).toBe(text);
  });
});

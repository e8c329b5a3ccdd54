import { type DeliveryReport, emptyReport } from './delivery-report.js';
import { ServiceReports } from './service-reports.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const report = (delivered: number, more: Partial<DeliveryReport> = {}): DeliveryReport => ({
  ...emptyReport(),
  unit: 'span',
  delivered,
  ...more,
});

/** The reports of a service, and a clock that stands until it is moved. */
function open() {
  const clock = { ms: 1_790_000_000_000 };
  const reports = new ServiceReports(() => clock.ms);
  const say = (instance: string, sinks: Readonly<Record<string, DeliveryReport>>) =>
    reports.take(instance, new Map(Object.entries(sinks)));
  const read = () =>
    Object.fromEntries(Array.from(reports.summaries, ([sink, { delivered }]) => [sink, delivered] as const));
  return { reports, clock, say, read };
}

describe('the processes of a service', () => {
  it.each([
    ['two seconds', 2 * SECOND],
    ['a minute, as the SDKs do', MINUTE],
  ])('are summed while they report every %s, whoever was heard last', (_, every) => {
    const { clock, say, read } = open();
    const sums = [1, 2, 3, 4].flatMap((round) => {
      say('one', { otlp: report(10 * round) });
      clock.ms += every / 2;
      say('two', { otlp: report(round) });
      const between = read();
      clock.ms += every / 2;
      return [between, read()];
    });
    // How often one reports is known from its second report on.
    expect(sums.slice(2)).toEqual([22, 22, 33, 33, 44, 44].map((otlp) => ({ otlp })));
  });

  it('count no more once they have missed five reports and others have not', () => {
    const { clock, say, read } = open();
    for (let seconds = 0; seconds < 10; seconds += 2) {
      say('ends', { otlp: report(10) });
      say('stays', { otlp: report(5) });
      clock.ms += 2 * SECOND;
    }
    for (let seconds = 0; seconds <= 10; seconds += 2) {
      say('stays', { otlp: report(5) });
      clock.ms += 2 * SECOND;
    }
    expect(read()).toEqual({ otlp: 5 });
  });

  it('give way to a successor, with the sinks that it has no more, though it is not heard again either', () => {
    const { clock, say, read } = open();
    say('before', { console: report(1_200), xray: report(0, { pending: 604, breaker: 'open' }), rollbar: report(1) });
    clock.ms += 4 * SECOND;
    say('after', { console: report(10) });
    clock.ms += 7 * SECOND;
    expect(read()).toEqual({ console: 10 });
  });

  it('are kept as they last were when all of them have ended', () => {
    const { clock, say, read } = open();
    for (let seconds = 0; seconds < 10; seconds += 2) {
      say('one', { otlp: report(10) });
      say('two', { otlp: report(5) });
      clock.ms += 2 * SECOND;
    }
    clock.ms += 30 * MINUTE;
    expect(read()).toEqual({ otlp: 15 });
  });

  it('lose a sink that they leave out of their reports', () => {
    const { clock, say, read } = open();
    say('one', { otlp: report(10), xray: report(1) });
    for (let seconds = 0; seconds <= 10; seconds += 2) {
      clock.ms += 2 * SECOND;
      say('one', { otlp: report(10) });
    }
    expect(read()).toEqual({ otlp: 10 });
  });

  it('go on from where they were when they were only stopped for a while', () => {
    const { reports, clock, say, read } = open();
    say('one', { otlp: report(1_000) });
    clock.ms += 90 * MINUTE;
    say('other', { otlp: report(1) });
    expect(read()).toEqual({ otlp: 1 });
    say('one', { otlp: report(1_002) });
    expect(read()).toEqual({ otlp: 1_003 });
    expect(reports.hour('otlp')?.delivered).toBe(3);
  });

  it('count anew in the hour where one took the name of its predecessor', () => {
    const { reports, say } = open();
    say('one', { otlp: report(100) });
    say('one', { otlp: report(7) });
    expect(reports.hour('otlp')?.delivered).toBe(107);
  });

  it.each([
    [['closed', 'half_open'], 'half_open'],
    [['open', 'closed'], 'open'],
    [['open', 'half_open'], 'open'],
  ] as const)('with breakers that are %j are in the worst of these states', ([one, other], worst) => {
    const { reports, say } = open();
    say('one', { otlp: report(1, { breaker: one }) });
    say('two', { otlp: report(1, { breaker: other }) });
    expect(reports.summaries.get('otlp')?.breaker).toBe(worst);
  });

  it('are bounded, and so are their sinks', () => {
    const { say, read } = open();
    const sinks = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`sink ${index}`, report(1)] as const));
    say('one', sinks);
    expect(Object.keys(read())).toHaveLength(100);
    for (let index = 0; index < 200; index += 1) say(`instance ${index}`, { otlp: report(1) });
    expect(read()).toEqual({ otlp: 100 });
  });
});

describe('a service', () => {
  it('is silent half a minute after its last report, until the next', () => {
    const { reports, clock, say } = open();
    say('one', { otlp: report(1) });
    const heardAt = clock.ms;
    clock.ms += 30 * SECOND;
    expect([reports.heardAt, reports.isSilent]).toEqual([heardAt, false]);
    clock.ms += 1;
    expect([reports.heardAt, reports.isSilent]).toEqual([heardAt, true]);
    say('two', { otlp: report(1) });
    expect([reports.heardAt, reports.isSilent]).toEqual([clock.ms, false]);
  });

  it('that reports once a minute is not silent in between', () => {
    const { reports, clock, say } = open();
    say('one', { otlp: report(1) });
    clock.ms += MINUTE;
    say('one', { otlp: report(1) });
    clock.ms += MINUTE;
    expect(reports.isSilent).toBe(false);
    clock.ms += 3 * MINUTE;
    expect(reports.isSilent).toBe(true);
  });

  it('is forgotten after an hour, though not what it had delivered until then', () => {
    const { reports, clock, say, read } = open();
    say('one', { otlp: report(1_000) });
    clock.ms += 61 * MINUTE;
    expect(read()).toEqual({});
    say('one', { otlp: report(1_001) });
    expect(read()).toEqual({ otlp: 1_001 });
    expect(reports.hour('otlp')?.delivered).toBe(1);
  });
});

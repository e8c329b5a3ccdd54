import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppProcess } from '../support/app-process.js';
import { eventually } from '../support/eventually.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';
import type { ReceivedSpan } from '../support/otlp-flatten.js';
import { Collector } from './support/collector.js';
import { mismatches, placesOf } from './support/recorded-spans.js';
import { askMix, spansOf, type AnsweredRequest } from './support/request-mix.js';

const REQUESTS = 600;
const TOO_LITTLE_MIB = 2;

describe('no span is lost and the accounts are exact when the Collector', () => {
  let collector: Collector;
  let app: AppProcess | undefined;
  let behind: OtlpReceiver | undefined;
  afterEach(async () => {
    await app?.stop();
    await collector?.stop();
    await behind?.stop();
    behind = undefined;
  });

  const startApp = async (environment: Record<string, string> = {}) => {
    app = await AppProcess.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_METRICS_EXPORTER: 'none',
      ROLLBAR_TEST_ROUTES: 'true',
      ...environment,
    });
    return app;
  };

  it('refuses everything for want of memory, until it is restarted with enough', async () => {
    collector = await Collector.start({ limitMib: TOO_LITTLE_MIB });
    const { status } = await eventually(() => refusedProbe(collector));
    expect(status).toBe(503);
    const service = await startApp();
    const answered = await askMix(service.url, REQUESTS);
    await eventually(() => expect(said(service)).toContain('HTTP 503'));
    expect(collector.spans()).toEqual([]);

    await collector.stop();
    await collector.start();
    await eventually(() => expect(collector.spans()).toHaveLength(spansOf(answered)), 20_000);
    expect(await service.stop()).toBe(0);
    expectWhole(service, answered, collector.spans());
  });

  it('is stopped and started again in the middle of load', async () => {
    collector = await Collector.start();
    const service = await startApp();
    const answered = await askMix(service.url, REQUESTS, restartOnTheWay(collector, service, 'SIGTERM'));
    expect(await service.stop()).toBe(0);
    await collector.stop();
    expectWhole(service, answered, collector.spans());
  });

  it('is killed in the middle of load, and acknowledges only what is safe', async () => {
    behind = await OtlpReceiver.start();
    collector = await Collector.start({ forwardTo: behind.url });
    const service = await startApp();
    const restart = restartOnTheWay(collector, service, 'SIGKILL', { forwardTo: behind.url });
    const answered = await askMix(service.url, REQUESTS, restart);
    expect(await service.stop()).toBe(0);
    expectWhole(service, answered, onceEach(behind.spans()));
  });

  it('is away until after the service has ended, if the service has a spool', async () => {
    const spool = { TELEMETRY_SPOOL_DIR: mkdtempSync(join(tmpdir(), 'cruddur-spool-')), TELEMETRY_SHUTDOWN_MS: '1000' };
    collector = await Collector.start();
    await collector.stop();
    const first = await startApp(spool);
    const answered = await askMix(first.url, REQUESTS);
    expect(await first.stop()).toBe(0);
    const recorded = spansOf(answered);
    expect(first.accounts()['otlp']).toEqual({ recorded, delivered: 0, pending: recorded, dropped: {} });

    await collector.start();
    const second = await startApp(spool);
    await eventually(() => expect(collector.spans()).toHaveLength(recorded), 20_000);
    expect(await second.stop()).toBe(0);
    expect(mismatches(answered, collector.spans())).toEqual([]);
  });
});

/** What the Collector answers once its memory limiter has looked for the first time; a log record, for spans are counted. */
async function refusedProbe(collector: Collector): Promise<Response> {
  const body = JSON.stringify({
    resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: 'probe' } }] }] }],
  });
  const answer = await fetch(`${collector.url}/v1/logs`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
  if (answer.ok) throw new Error('it still takes everything');
  return answer;
}

/** Ends the Collector once a third of the requests is answered, starts it again once two thirds are and it was missed. */
function restartOnTheWay(collector: Collector, service: AppProcess, signal: NodeJS.Signals, options = {}) {
  return async (answered: number) => {
    if (answered === REQUESTS / 3) await collector.stop(signal);
    if (answered !== (REQUESTS * 2) / 3) return;
    await eventually(() => expect(said(service)).toContain('otlp'));
    await collector.start(options);
  };
}

function expectWhole(service: AppProcess, answered: readonly AnsweredRequest[], spans: readonly ReceivedSpan[]): void {
  const recorded = spansOf(answered);
  expect(answered).toHaveLength(REQUESTS);
  expect(service.accounts()['otlp']).toEqual({ recorded, delivered: recorded, pending: 0, dropped: {} });
  expect(mismatches(answered, spans)).toEqual([]);
  expect(new Set(placesOf(spans).map(({ spanId }) => spanId)).size).toBe(recorded);
  expect(spans).toHaveLength(recorded);
}

/** Delivery is at least once: what was on its way as the Collector was killed may have come twice, the same both times. */
function onceEach(spans: readonly ReceivedSpan[]): ReceivedSpan[] {
  const first = new Map<string, ReceivedSpan>();
  for (const span of spans) {
    expect(span).toEqual(first.get(span.spanId) ?? span);
    first.set(span.spanId, span);
  }
  return [...first.values()];
}

const said = (service: AppProcess) =>
  service
    .logs()
    .filter(({ level }) => level === 'warn')
    .map(({ message }) => message)
    .join('\n');

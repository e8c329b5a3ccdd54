import { Logger } from '@nestjs/common';
import winston from 'winston';
import { DeliveryService } from '../src/delivery/index.js';
import { OtlpDestinations } from '../src/otlp/index.js';
import { telemetry } from '../src/tracing/index.js';
import { xrayOtlpConfig } from '../src/xray-otlp/index.js';
import { XRayOtlpDestination } from '../src/xray-otlp/xray-otlp.destination.js';
import { AppProcess } from './support/app-process.js';
import { eventually } from './support/eventually.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { verifySigV4 } from './support/sigv4.js';
import { describeSinkContract } from './support/sink-contract.js';
import { spanRecord } from './support/span-record.js';

const SECRET = 'test-secret-access-key';
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: SECRET, AWS_SESSION_TOKEN: 'a-session' };

let receiver: OtlpReceiver;
/** Ended after a test that failed too: a process that is left keeps the runner waiting. */
let running: AppProcess | undefined;

beforeAll(() => {
  Logger.overrideLogger(false);
  telemetry.spans.bootCompleted();
  Object.assign(process.env, CREDENTIALS);
});
afterAll(() => {
  for (const name of Object.keys(CREDENTIALS)) Reflect.deleteProperty(process.env, name);
});
beforeEach(async () => {
  receiver = await OtlpReceiver.start();
});
afterEach(async () => {
  await running?.stop();
  await receiver.stop();
});

describeSinkContract('X-Ray without its daemon', {
  sink: 'xray.otlp',
  transport: 'http',
  start: (to, delivery) => {
    startXRayOtlp(to.url, delivery);
    return { emit };
  },
});

describe('X-Ray without its daemon', () => {
  it('is sent every span of a request beside the other destination, each request signed for xray', async () => {
    const otlp = await OtlpReceiver.start();
    const app = await AppProcess.start({
      ...CREDENTIALS,
      XRAY_OTLP: 'on',
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL_XRAY: receiver.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: otlp.url,
      OTEL_METRICS_EXPORTER: 'none',
    });
    const answer = await fetch(`${app.url}/api/activities/home`);
    const [, traceId = ''] = (answer.headers.get('traceresponse') ?? '').split('-');
    expect(await app.stop()).toBe(0);

    const spans = receiver.spans();
    expect(spans.filter((span) => span.traceId === traceId).map((span) => span.name)).toEqual(
      expect.arrayContaining(['GET /api/activities/home', 'home-activities-mock-data']),
    );
    expect(spans).toEqual(otlp.spans());
    expect(app.accounts()['xray.otlp']).toEqual({
      recorded: spans.length,
      delivered: spans.length,
      pending: 0,
      dropped: {},
    });
    const url = `${receiver.url}/v1/traces`;
    expect(app.logs().map(({ message }) => message)).toContain(`xray.otlp: on, sends to ${url}`);
    for (const request of receiver.requests) {
      const verified = verifySigV4(request, SECRET);
      expect(verified.signature).toBe(verified.expected);
      expect(verified).toMatchObject({ accessKeyId: 'AKIDEXAMPLE', region: 'eu-central-1', service: 'xray' });
      expect(verified.signedHeaders).toEqual(expect.arrayContaining(['host', 'x-amz-date', 'x-amz-security-token']));
      expect(request.headers).toMatchObject({ 'x-amz-security-token': 'a-session', 'content-encoding': 'gzip' });
      // What another key would have made of it is another signature: the comparison can fail.
      expect(verifySigV4(request, 'another key').expected).not.toBe(verified.signature);
    }
    await otlp.stop();
  }, 60_000);

  it('does not boot without a region, and says which variable names it', async () => {
    const app = AppProcess.spawn({ XRAY_OTLP: 'on' });
    expect(await app.ended()).toBe(1);
    expect(app.errors).toEqual(['AWS_REGION: expected an AWS region such as eu-central-1, which XRAY_OTLP=on needs']);
  });

  it("signs by the server's clock once AWS has refused this machine's", async () => {
    const serverMs = Date.now() + 3_600_000;
    receiver.answer((_request, attempt) =>
      attempt === 1 ? { status: 403, headers: { date: new Date(serverMs).toUTCString() } } : {},
    );
    const delivery = newDelivery();
    startXRayOtlp(receiver.url, delivery);
    emit(1);
    await eventually(() => expect(receiver.requests).toHaveLength(2));
    await delivery.flush();
    expect(delivery.accounts()['xray.otlp']).toMatchObject({ delivered: 1, dropped: {} });
    const date = verifySigV4(receiver.requests[1]!, SECRET).date;
    const signedMs = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)/, '$1-$2-$3:$4:'));
    expect(Math.abs(signedMs - serverMs)).toBeLessThan(30 * 60_000);
  });

  // As a process: the SDK looks for credentials in one place after the other, and goes on with that when nobody waits any more.
  it('keeps its spans and says what to set where there are no credentials', async () => {
    const app = await AppProcess.start({
      XRAY_OTLP: 'on',
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL_XRAY: receiver.url,
      TELEMETRY_SHUTDOWN_MS: '500',
    });
    running = app;
    await fetch(`${app.url}/api/activities/home`);
    const said = () => app.logs().map(({ message }) => message);
    await eventually(() => expect(said().join('\n')).toContain('no AWS credentials found, set AWS_ACCESS_KEY_ID'));
    expect(await app.stop()).toBe(0);
    expect(receiver.requests).toEqual([]);
    expect(app.accounts()['xray.otlp']).toEqual({ recorded: 2, delivered: 0, pending: 2, dropped: {} });
  });
});

function newDelivery(): DeliveryService {
  return new DeliveryService({ queueBytes: 4 * 1024 * 1024, shutdownMs: 20_000, spoolDir: undefined, spoolBytes: 0 });
}

function startXRayOtlp(url: string, delivery: DeliveryService): void {
  const service = { mode: 'test', environment: 'test', name: 'backend-nest', version: '1.0.0' } as const;
  const destinations = new OtlpDestinations(delivery, telemetry, winston.createLogger({ silent: true }), service);
  const config = xrayOtlpConfig.from({ XRAY_OTLP: 'on', AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL_XRAY: url });
  void new XRayOtlpDestination(config, destinations, delivery);
  destinations.onModuleInit();
}

function emit(count: number): void {
  for (let number = 0; number < count; number += 1) telemetry.spans.end(spanRecord({ name: `span ${number}` }));
}

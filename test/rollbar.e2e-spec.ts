import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger, type INestApplication, type LoggerService } from '@nestjs/common';
import fc from 'fast-check';
import { serviceConfig } from '../src/config/index.js';
import { DeliveryModule, DeliveryService, deliveryConfig } from '../src/delivery/index.js';
import { ErrorReporter } from '../src/errors/index.js';
import { RollbarModule, rollbarConfig } from '../src/rollbar/index.js';
import { startSdk, telemetry, type RunningSdk, type SpanRecord } from '../src/tracing/index.js';
import { createApp } from './support/create-app.js';
import { tracerOfSuite } from './support/tracer-of-suite.js';
import { eventually } from './support/eventually.js';
import { FailingController } from './support/failing.controller.js';
import { thrownValue } from './support/hostile-values.js';
import { RollbarApi, type RollbarItem } from './support/rollbar-api.js';

/** After so long the service gives up an attempt that Rollbar does not answer. */
const ATTEMPT_MS = 10_000;

const lines: string[] = [];
const keep = (line: unknown) => void lines.push(String(line));
const spans: SpanRecord[] = [];
let sdk: RunningSdk;
let rollbar: RollbarApi;
let app: INestApplication | undefined;
let url: string;

beforeAll(() => {
  sdk = startSdk(tracerOfSuite, serviceConfig.from({}));
  telemetry.attachSpanSink({ name: 'test', onEnd: (span) => void spans.push(span) });
});
afterAll(async () => {
  await sdk.shutdown();
  Logger.overrideLogger(true);
});

beforeEach(async () => {
  rollbar = await RollbarApi.start();
  lines.length = 0;
});
afterEach(async () => {
  await app?.close();
  app = undefined;
  await rollbar.stop();
});

async function start(environment: Record<string, string> = {}, shutdownMs = '20000') {
  const config = rollbarConfig.from({ NODE_ENV: 'test', ...rollbar.environment, ...environment });
  app = await createApp({
    imports: [DeliveryModule, RollbarModule, { module: class Failing {}, controllers: [FailingController] }],
    override: (builder) =>
      builder
        .overrideProvider(rollbarConfig.KEY)
        .useValue(config)
        .overrideProvider(deliveryConfig.KEY)
        .useValue(deliveryConfig.from({ TELEMETRY_SHUTDOWN_MS: shutdownMs })),
  });
  Logger.overrideLogger({ log: () => undefined, error: keep, warn: keep } satisfies LoggerService);
  await app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${((app.getHttpServer() as Server).address() as AddressInfo).port}`;
}

const delivery = () => app!.get(DeliveryService);
const accounts = () => delivery().accounts()['rollbar'];
const traceOf = (response: Response) => response.headers.get('traceresponse')!.split('-')[1];

async function arrived(count = 1): Promise<readonly RollbarItem[]> {
  await eventually(() => expect(rollbar.items()).toHaveLength(count));
  return rollbar.items();
}

describe('Rollbar', () => {
  it('gets exactly one item of a failing request: its trace, person, scrubbed request and frames', async () => {
    await start({ ROLLBAR_ENVIRONMENT: 'blue', CODE_VERSION: 'abc123' });
    const response = await fetch(`${url}/failing/posted?token=hunter2&page=1`, {
      method: 'POST',
      body: JSON.stringify({ message: 'hi', password: 'hunter2' }),
      headers: { 'content-type': 'application/json', authorization: 'Bearer hunter2hunter2', 'x-api-key': 'hunter2' },
    });
    const traceId = traceOf(response);
    expect(await response.json()).toMatchObject({ statusCode: 500, traceId });
    await delivery().flush();

    const [item, ...others] = rollbar.items();
    expect(others).toEqual([]);
    expect(item).toMatchObject({
      level: 'error',
      environment: 'blue',
      code_version: 'abc123',
      framework: 'nestjs',
      language: 'javascript',
      context: '/failing/posted',
      custom: { trace_id: traceId, span_id: expect.stringMatching(/^[0-9a-f]{16}$/) },
      person: { id: 'andrewbrown', username: 'andrewbrown' },
      request: {
        method: 'POST',
        url: expect.stringMatching(/\/failing\/posted\?token=(\[redacted\]|\*+)&page=1$/),
        headers: { 'content-type': 'application/json' },
        user_ip: '127.0.0.1',
        POST: { message: 'hi' },
      },
    });
    const [trace] = item!.body.trace_chain!;
    expect(trace!.exception).toEqual({ class: 'TypeError', message: 'no such thing' });
    expect(trace!.frames.at(-1)).toMatchObject({
      filename: expect.stringMatching(/^\/.*failing\.controller\.ts$/),
      method: 'FailingController.posted',
      lineno: expect.any(Number),
    });
    expect(rollbar.bodies.join()).not.toContain('hunter2');
    expect(accounts()).toEqual({ recorded: 1, delivered: 1, pending: 0, dropped: {} });
  });

  it('gets nothing of a 4xx', async () => {
    await start();
    for (const path of ['/failing/expected', '/nowhere', '/api/activities/search']) await fetch(`${url}${path}`);
    await delivery().flush();

    expect(rollbar.attempts).toBe(0);
    expect(accounts()).toMatchObject({ recorded: 0 });
  });

  it('gets the message of /rollbar/test and the error of /rollbar/error', async () => {
    await start();
    const test = await fetch(`${url}/rollbar/test`);
    expect([test.status, test.headers.get('content-type'), await test.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      'Hello World!',
    ]);
    const [message] = await arrived(1);
    expect(message).toMatchObject({
      level: 'warning',
      context: '/rollbar/test',
      custom: { trace_id: traceOf(test) },
      person: { id: 'andrewbrown' },
      request: { method: 'GET', url: `${url}/rollbar/test` },
      body: { message: { body: 'Hello World!' } },
    });

    const failed = await fetch(`${url}/rollbar/error`);
    expect(failed.status).toBe(500);
    const [, error] = await arrived(2);
    expect(error).toMatchObject({ level: 'error', custom: { trace_id: traceOf(failed) }, context: '/rollbar/error' });
  });

  it('is off without a token, and both test routes answer the same', async () => {
    await start({ ROLLBAR_ACCESS_TOKEN: '' });

    expect(await (await fetch(`${url}/rollbar/test`)).text()).toBe('Hello World!');
    expect((await fetch(`${url}/rollbar/error`)).status).toBe(500);
    expect((await fetch(`${url}/rollbar/test`, { method: 'POST' })).status).toBe(405);
    await delivery().flush();

    expect(rollbar.attempts).toBe(0);
    expect(accounts()).toBeUndefined();
    expect(delivery().statuses()).toEqual([{ sink: 'rollbar', state: 'off', variable: 'ROLLBAR_ACCESS_TOKEN' }]);
  });

  it('has no test routes where they are turned off', async () => {
    await jest.isolateModulesAsync(async () => {
      process.env['ROLLBAR_TEST_ROUTES'] = 'off';
      try {
        const { RollbarModule: Quiet } = await import('../src/rollbar/index.js');
        expect(Reflect.getMetadata('controllers', Quiet)).toEqual([]);
      } finally {
        delete process.env['ROLLBAR_TEST_ROUTES'];
      }
    });
    expect(Reflect.getMetadata('controllers', RollbarModule)).toHaveLength(1);
  });

  it('gets so many items a minute and no more; the rest is counted, and said once', async () => {
    await start({ ROLLBAR_ITEMS_PER_MINUTE: '3' });
    for (let request = 0; request < 7; request += 1) await fetch(`${url}/failing/busy`);
    await delivery().flush();

    expect(rollbar.items()).toHaveLength(3);
    expect(accounts()).toEqual({ recorded: 7, delivered: 3, pending: 0, dropped: { rate_limited: 4 } });
    expect(lines.filter((line) => line.includes('ROLLBAR_ITEMS_PER_MINUTE'))).toHaveLength(1);
  });

  it('gets what crashed the process, at level critical', async () => {
    await start();
    app!.get(ErrorReporter).reportCrash(new Error('the end'), 'unhandledRejection');
    await delivery().flush();

    expect(rollbar.items()).toMatchObject([{ level: 'critical', context: 'unhandledRejection' }]);
  });

  it('gets an item again under the same uuid, when its answer was lost', async () => {
    await start();
    rollbar.behaviour = { status: 500, body: '{"err":1}' };
    await fetch(`${url}/rollbar/error`);
    // the first retries follow within milliseconds where the dice fall low
    await eventually(() => expect(rollbar.attempts).toBeGreaterThanOrEqual(1));
    rollbar.behaviour = undefined;
    const [item] = await arrived(1);

    const uuids = rollbar.bodies.map((body) => (JSON.parse(body) as { data: RollbarItem }).data.uuid);
    expect(new Set(uuids)).toEqual(new Set([item!.uuid]));
    expect(uuids.length).toBeGreaterThan(1);
  });

  it('is left alone for as long as it says with a 429', async () => {
    await start();
    rollbar.behaviour = { status: 429, headers: { 'x-rate-limit-remaining-seconds': '1' }, body: '{"err":1}' };
    await fetch(`${url}/rollbar/error`);
    await eventually(() => expect(rollbar.attempts).toBe(1));
    rollbar.behaviour = undefined;
    await arrived(1);

    expect(rollbar.attempts).toBe(2);
    const [refusedAt, acceptedAt] = rollbar.attemptedAt;
    expect(acceptedAt! - refusedAt!).toBeGreaterThan(900);
  });

  it('says which variable to check when the token is refused', async () => {
    await start({ ROLLBAR_ACCESS_TOKEN: 'a-wrong-token' });
    await fetch(`${url}/rollbar/error`);
    await eventually(() => expect(lines.join('\n')).toContain('ROLLBAR_ACCESS_TOKEN'));

    expect(rollbar.refusals[0]).toBe('access token not found');
    expect(lines.join('\n')).not.toContain('a-wrong-token');
  });

  it.each([
    [413, '{"err":1,"message":"too large"}', 'too_large'],
    [422, '{"err":1,"message":"invalid"}', 'http_422'],
    [200, '{"err":1,"message":"invalid"}', 'rejected'],
  ])('drops an item that is answered %i %s', async (status, body, reason) => {
    await start();
    rollbar.behaviour = { status, body };
    await fetch(`${url}/rollbar/error`);
    await eventually(() => expect(accounts()).toMatchObject({ pending: 0, dropped: { [reason]: 1 } }));
    expect(rollbar.attempts).toBe(1);
  });

  it('delays no request and no end of the process by never answering', async () => {
    await start({}, '500');
    rollbar.behaviour = 'hang';
    const startedAt = performance.now();
    for (let request = 0; request < 20; request += 1) expect((await fetch(`${url}/rollbar/error`)).status).toBe(500);
    const flushedAt = performance.now();
    await delivery().flush();

    // One that waited for Rollbar would do so until its attempt is given up.
    expect(flushedAt - startedAt).toBeLessThan(ATTEMPT_MS);
    expect(performance.now() - flushedAt).toBeLessThan(ATTEMPT_MS);
    expect(accounts()).toMatchObject({ recorded: 20, delivered: 0, pending: 20 });
  });

  it('gets a valid item of whatever code can throw', async () => {
    await start({ ROLLBAR_ITEMS_PER_MINUTE: '10000' });
    let failed = 0;
    await fc.assert(
      fc.asyncProperty(thrownValue(), async (make) => {
        FailingController.generate = make;
        if ((await fetch(`${url}/failing/generated`)).status >= 500) failed += 1;
      }),
      { numRuns: 200 },
    );
    await delivery().flush();

    expect(rollbar.refusals).toEqual([]);
    expect(accounts()).toEqual({ recorded: failed, delivered: failed, pending: 0, dropped: {} });
  });

  it('has no part in the trace of the request', async () => {
    await start();
    const traceId = traceOf(await fetch(`${url}/rollbar/error`));
    await arrived(1);
    await eventually(() =>
      expect(spans.some(({ name }) => name === 'POST /api/1/item/' || name === 'POST')).toBe(true),
    );

    const names = spans.filter((span) => span.traceId === traceId).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['GET', 'GET /rollbar/error']);
  });
});

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger, type INestApplication, type LoggerService } from '@nestjs/common';
import { ErrorReporter, type ErrorContext, type ErrorSink } from '../src/errors/index.js';
import fc from 'fast-check';
import { serviceConfig } from '../src/config/index.js';
import { startSdk, telemetry, type RunningSdk, type SpanRecord } from '../src/tracing/index.js';
import { createApp } from './support/create-app.js';
import { tracerOfSuite } from './support/tracer-of-suite.js';
import { eventually } from './support/eventually.js';
import { FailingController, THROWN } from './support/failing.controller.js';
import { thrownValue } from './support/hostile-values.js';

class Recorder implements ErrorSink {
  readonly name = 'recorder';
  readonly errors: { error: unknown; context: ErrorContext }[] = [];
  onError(error: unknown, context: ErrorContext): void {
    this.errors.push({ error, context });
  }
  onMessage(): void {
    throw new Error('no route sends one');
  }
}

const spans: SpanRecord[] = [];
const errorLines: unknown[][] = [];
const keepLine = (...line: unknown[]) => void errorLines.push(line);

let sdk: RunningSdk;
let app: INestApplication;
let url: string;
let recorder: Recorder;

beforeAll(async () => {
  sdk = startSdk(tracerOfSuite, serviceConfig.from({ OTEL_SERVICE_NAME: 'errors' }));
  telemetry.attachSpanSink({ name: 'test', onEnd: (span) => void spans.push(span) });
  app = await createApp({ imports: [{ module: class Failing {}, controllers: [FailingController] }] });
  Logger.overrideLogger({ log: () => undefined, warn: () => undefined, error: keepLine } satisfies LoggerService);
  await app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${((app.getHttpServer() as Server).address() as AddressInfo).port}`;
});

afterAll(async () => {
  await app.close();
  await sdk.shutdown();
  Logger.overrideLogger(true);
});

let detach: () => void;
beforeEach(() => {
  recorder = new Recorder();
  detach = app.get(ErrorReporter).attach(recorder);
  spans.length = 0;
  errorLines.length = 0;
});
afterEach(() => detach());

/** The answer, and the spans of its trace once the server's own has ended. */
async function get(path: string, init?: RequestInit) {
  const response = await fetch(`${url}${path}`, init);
  const [, traceId, spanId] = response.headers.get('traceresponse')!.split('-');
  const body: unknown = await response.json();
  const server = await eventually(() => {
    const span = spans.find((one) => one.spanId === spanId);
    if (span === undefined) throw new Error('the server span has not ended');
    return span;
  });
  return { response, body, traceId, spanId, server };
}

describe('the exception filter', () => {
  it.each(Object.keys(THROWN))('answers a thrown %s with a 500 that names the trace, and reports it once', async (what) => {
    const { response, body, traceId, spanId, server } = await get(`/failing/throws/${what}`);

    expect(response.status).toBe(500);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body).toEqual({
      statusCode: 500,
      message: 'Internal server error',
      error: 'Internal Server Error',
      traceId,
    });
    expect(recorder.errors).toHaveLength(1);
    expect(recorder.errors[0]!.context).toMatchObject({
      level: 'error',
      traceId,
      spanId,
      where: '/failing/throws/:what',
      enduserId: 'andrewbrown',
    });
    expect(errorLines).toEqual([
      [expect.stringMatching(/^GET \/failing\/throws\/:what failed: /), expect.any(String), 'Exceptions'],
    ]);
    expect(server.status.code).toBe(2);
    expect(server.events.map(({ name }) => name)).toEqual(['exception']);
  }); // prettier-ignore

  it('answers whatever code can throw, and serves on', async () => {
    await fc.assert(
      fc.asyncProperty(thrownValue(), async (make) => {
        FailingController.generate = make;
        const response = await fetch(`${url}/failing/generated`);
        expect(await response.json()).toMatchObject({ statusCode: response.status, error: expect.any(String) });
        expect(response.status).toBeGreaterThanOrEqual(400);
      }),
      { numRuns: 300 },
    );
    expect((await get('/failing/expected')).response.status).toBe(422);
  });

  it('records the exception once on the server span, beside the one of @Span', async () => {
    const { server } = await get('/failing/spanned/7');
    const inner = spans.find(({ name }) => name === 'inner')!;

    for (const span of [server, inner]) {
      expect(span.status.code).toBe(2);
      expect(span.events).toHaveLength(1);
      expect(span.events[0]!.attributes).toMatchObject({
        'exception.type': 'RangeError',
        'exception.message': 'from below',
        'exception.stacktrace': expect.stringContaining('failing.controller'),
      });
    }
  });

  it.each([
    ['/failing/expected', 422, ['message_blank']],
    ['/failing/nowhere?a=1', 404, { statusCode: 404, message: 'Cannot GET /failing/nowhere?a=1', error: 'Not Found' }],
    ['/failing/throws/%ff', 400, { statusCode: 400, message: expect.any(String), error: 'Bad Request' }],
  ])('answers %s with %i, as expected, and tells nobody', async (path, status, expected) => {
    const { response, body, server } = await get(path);

    expect(response.status).toBe(status);
    expect(body).toEqual(expected);
    expect(recorder.errors).toEqual([]);
    expect(errorLines).toEqual([]);
    expect(server.status.code).toBe(0);
    expect(server.events).toEqual([]);
  });

  it.each([
    ['{"a":', {}, 400, 'Bad Request'],
    [`"${'x'.repeat(101 * 1024)}"`, {}, 413, 'Payload Too Large'],
    ['{}', { 'content-encoding': 'rot13' }, 415, 'Unsupported Media Type'],
  ])('answers a body that cannot be read (%#) with its status', async (sent, headers, status, error) => {
    const { response, body } = await get('/failing/posted', {
      method: 'POST',
      body: sent,
      headers: { 'content-type': 'application/json', ...headers },
    });

    expect(response.status).toBe(status);
    expect(body).toEqual({ statusCode: status, message: expect.any(String), error });
    expect(recorder.errors).toEqual([]);
  });

  it('names the trace in a 5xx that was chosen, and reports that too', async () => {
    const { response, body, traceId } = await get('/failing/busy');

    expect(response.status).toBe(503);
    expect(body).toEqual({ statusCode: 503, message: 'come back', error: 'Service Unavailable', traceId });
    expect(recorder.errors).toHaveLength(1);
  });

  it('reports the request, redacted', async () => {
    await get('/failing/posted?token=hunter2&page=1', {
      method: 'POST',
      body: JSON.stringify({ message: 'hi', password: 'hunter2', note: 'Bearer abcdefghijkl' }),
      headers: { 'content-type': 'application/json', authorization: 'Basic aHVudGVyMg==', 'x-custom': 'kept' },
    });

    expect(recorder.errors[0]!.context.request).toEqual({
      method: 'POST',
      url: `${url}/failing/posted?token=[redacted]&page=1`,
      headers: expect.objectContaining({ authorization: '[redacted]', 'x-custom': 'kept' }),
      query: { token: '[redacted]', page: '1' },
      body: { message: 'hi', password: '[redacted]', note: 'Bearer [redacted]' },
      clientAddress: '127.0.0.1',
    });
  });

  it('reports an error object that fails two requests for each of them', async () => {
    const first = await get('/failing/kept');
    const second = await get('/failing/kept');

    expect(recorder.errors.map(({ context }) => context.traceId)).toEqual([first.traceId, second.traceId]);
  });

  it('breaks an answer off that had begun, so that half of it is not taken for the whole', async () => {
    const response = await fetch(`${url}/failing/half`);

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(recorder.errors).toHaveLength(1);
  });

  it('takes back what a handler had said of the body that never came', async () => {
    const { response, body } = await get('/failing/page');

    expect(body).toMatchObject({ statusCode: 500 });
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBeNull();
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  it('survives a client that has gone, and reports the error', async () => {
    await expect(fetch(`${url}/failing/gone`)).rejects.toThrow();
    await eventually(() => expect(recorder.errors).toHaveLength(1));
    expect((await get('/failing/expected')).response.status).toBe(422);
  });

  it('answers HEAD without a body', async () => {
    const response = await fetch(`${url}/failing/throws/error`, { method: 'HEAD' });

    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
  });
});

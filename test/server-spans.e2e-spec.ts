import { AppProcess } from './support/app-process.js';
import { eventually } from './support/eventually.js';
import type { ReceivedSpan } from './support/otlp-flatten.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { getRequest, openSocket, rawHttp } from './support/raw-http.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const SERVER = 2;

let receiver: OtlpReceiver;
let app: AppProcess;

beforeAll(async () => {
  receiver = await OtlpReceiver.start();
  app = await AppProcess.start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ROLLBAR_TEST_ROUTES: 'true' });
}, 60_000);

afterAll(async () => {
  await app?.stop();
  await receiver?.stop();
});

/** The trace of the answer, and all of its spans once the server's own has arrived. */
async function traceOf(response: Response): Promise<{ server: ReceivedSpan; spans: ReceivedSpan[]; flags: string }> {
  const [, traceId, spanId, flags] = (response.headers.get('traceresponse') ?? '').split('-');
  await response.arrayBuffer();
  return eventually(() => {
    const spans = receiver.spans().filter((span) => span.traceId === traceId);
    const server = spans.find((span) => span.spanId === spanId);
    if (server === undefined) throw new Error(`no server span ${spanId} of ${traceId}`);
    return { server, spans, flags: flags ?? '' };
  });
}

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${app.url}${path}`, { headers });

describe('the server span', () => {
  it('carries the stable HTTP conventions and the route, and is the parent of @Span', async () => {
    const { server, spans } = await traceOf(
      await get('/api/activities/home?term=x&token=hunter2', { 'user-agent': 'me/1' }),
    );

    expect(server).toMatchObject({
      name: 'GET /api/activities/home',
      kind: SERVER,
      parentSpanId: '',
      status: { code: 0 },
    });
    expect(server.attributes).toMatchObject({
      'http.request.method': 'GET',
      'http.route': '/api/activities/home',
      'http.response.status_code': 200,
      'url.scheme': 'http',
      'url.path': '/api/activities/home',
      'url.query': 'term=x&token=[redacted]',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(app.url).port),
      'client.address': '127.0.0.1',
      'network.protocol.version': '1.1',
      'user_agent.original': 'me/1',
      'enduser.id': 'andrewbrown',
    });
    const child = spans.find((span) => span.name === 'home-activities-mock-data');
    expect(child).toMatchObject({ parentSpanId: server.spanId, scope: { name: 'home.activities' } });
    expect(child?.attributes).toMatchObject({ 'app.result_length': 3, 'app.now': expect.stringMatching(/^\d{4}-/) });
  });

  it.each([
    ['/api/activities/@worf', 'GET /api/activities/@:handle'],
    ['/api/activities/search?term=a', 'GET /api/activities/search'],
    ['/nowhere/at/all', 'GET'],
  ])('%s is named %s', async (path, name) => {
    expect((await traceOf(await get(path))).server.name).toBe(name);
  });

  it('marks a 5xx as an error, and leaves a 4xx unset', async () => {
    const failed = await traceOf(await get('/rollbar/error'));
    expect(failed.server).toMatchObject({
      status: { code: 2 },
      attributes: { 'http.response.status_code': 500, 'error.type': '500' },
    });
    const unprocessable = await traceOf(await get('/api/activities/search'));
    expect(unprocessable.server).toMatchObject({
      status: { code: 0 },
      attributes: { 'http.response.status_code': 422 },
    });
  });

  it('joins the trace of a W3C parent, and of an X-Ray one where there is no W3C', async () => {
    const w3c = {
      traceparent: `00-${TRACE}-${PARENT}-01`,
      'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
    };
    expect((await traceOf(await get('/api/activities/home', w3c))).server).toMatchObject({
      traceId: TRACE,
      parentSpanId: PARENT,
    });

    const { server } = await traceOf(await get('/api/activities/home', { 'x-amzn-trace-id': w3c['x-amzn-trace-id'] }));
    expect(server).toMatchObject({ traceId: '5759e988bd862e3fe1be46a994272793', parentSpanId: '53995c3f42cd8ad8' });
  });

  it("takes a load balancer's Root alone for the trace's id", async () => {
    const { server } = await traceOf(
      await get('/api/activities/home', { 'x-amzn-trace-id': 'Root=1-5759e988-aaaaaaaaaaaaaaaaaaaaaaaa' }),
    );
    expect(server).toMatchObject({ traceId: '5759e988aaaaaaaaaaaaaaaaaaaaaaaa', parentSpanId: '' });
  });

  it.each(['00-xyz', `00-${'0'.repeat(32)}-${PARENT}-01`, `ff-${TRACE}-${PARENT}-01`, 'Root=1-zz'])(
    'starts a new trace on a broken parent: %s',
    async (header) => {
      const { server } = await traceOf(
        await get('/api/activities/home', { traceparent: header, 'x-amzn-trace-id': header }),
      );
      expect(server.parentSpanId).toBe('');
      expect(server.traceId).not.toBe(TRACE);
    },
  );

  it('lets a stranger switch nothing off: the flag in the answer is the real one', async () => {
    const { server, flags } = await traceOf(
      await get('/api/activities/home', { traceparent: `00-${TRACE}-${PARENT}-00` }),
    );
    expect(server.parentSpanId).toBe(PARENT);
    expect(flags).toBe('01');
  });

  it('keeps the requests of one connection apart, one after the other and pipelined', async () => {
    const paths = ['home', '@worf', 'notifications'].map((path) => `/api/activities/${path}`);
    const close = getRequest('/api/message_groups', { Connection: 'close' });
    const answers = await rawHttp(app.url, paths.map((path) => getRequest(path)).join('') + close);
    const ids = [...answers.matchAll(/^traceresponse: 00-(\w+)-(\w+)-01\r$/gm)].map(([, traceId, spanId]) => ({
      traceId,
      spanId,
    }));

    expect(new Set(ids.map(({ traceId }) => traceId)).size).toBe(4);
    const spans = await eventually(() => {
      const servers = ids.map((id) => receiver.spans().find((span) => span.spanId === id.spanId));
      if (servers.includes(undefined)) throw new Error('not all there');
      return servers as ReceivedSpan[];
    });
    expect(spans.map((span) => span.attributes['url.path'])).toEqual([...paths, '/api/message_groups']);
    expect(spans.map((span) => span.parentSpanId)).toEqual(['', '', '', '']);
  });

  it('is the parent also of what runs after a body that came late', async () => {
    const socket = openSocket(app.url);
    const body = JSON.stringify({ message: 'late', ttl: '1-day' });
    socket.write(
      `POST /api/activities HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`,
    );
    await new Promise((resolve) => setImmediate(resolve));
    socket.write(body.slice(0, 10));
    await get('/api/activities/home'); // another request in between
    socket.write(body.slice(10));
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    const [, traceId, spanId] = /traceresponse: 00-(\w+)-(\w+)-/.exec(answer) ?? [];

    const child = await eventually(() => {
      const found = receiver.spans().find((span) => span.traceId === traceId && span.parentSpanId === spanId);
      if (found === undefined) throw new Error('no child yet');
      return found;
    });
    expect(child.name).toBe('activities_create');
  });

  it('ends, and says so, when the client goes away', async () => {
    const socket = openSocket(app.url);
    const traceId = 'a'.repeat(32);
    socket.write(
      `POST /api/activities HTTP/1.1\r\nHost: x\r\ntraceparent: 00-${traceId}-${PARENT}-01\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"mess`,
    );
    await new Promise((resolve) => socket.once('connect', resolve));
    await get('/api/activities/home'); // by now the head of the first request has been read
    socket.destroy();

    const server = await eventually(() => {
      const found = receiver.spans().find((span) => span.traceId === traceId);
      if (found === undefined) throw new Error('not ended yet');
      return found;
    });
    expect(server.attributes).toMatchObject({ 'error.type': 'client_disconnected' });
    expect(server.attributes).not.toHaveProperty(['http.response.status_code']);
  });

  it('is not made for health checks, whose answers name a trace all the same', async () => {
    const response = await get('/health/live');
    const [, traceId, , flags] = (response.headers.get('traceresponse') ?? '').split('-');
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(flags).toBe('00');
    await traceOf(await get('/api/activities/home'));
    expect(receiver.spans().filter((span) => span.traceId === traceId)).toEqual([]);
  });

  it('writes one access line and its log lines under the same ids', async () => {
    const { server } = await traceOf(await get('/api/activities/home'));
    const lines = app.logs().filter((line) => line.trace_id === server.traceId);

    expect(lines.map((line) => line.message)).toEqual([
      'Hello Cloudwatch! from /api/activities/home',
      expect.stringMatching(
        /^\[\d{4}-[A-Z][a-z]{2}-\d\d \d\d:\d\d\] 127\.0\.0\.1 GET http \/api\/activities\/home\? 200 OK$/,
      ),
    ]);
    expect(lines.at(-1)).toMatchObject({ span_id: server.spanId });
  });
});

describe('whom the service believes', () => {
  it('takes decision and address from a peer that TELEMETRY_TRUST names', async () => {
    const trusting = await AppProcess.start({
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      TELEMETRY_TRUST: '127.0.0.0/8',
    });
    const headers = { traceparent: `00-${'b'.repeat(32)}-${PARENT}-00`, 'x-forwarded-for': '203.0.113.9, 127.0.0.5' };
    const off = await fetch(`${trusting.url}/api/activities/home`, { headers });
    const on = await fetch(`${trusting.url}/api/activities/home`, {
      headers: { ...headers, traceparent: `00-${'c'.repeat(32)}-${PARENT}-01` },
    });
    await trusting.stop();

    expect(off.headers.get('traceresponse')).toMatch(/-00$/);
    const { server } = await traceOf(on);
    expect(server.attributes).toMatchObject({ 'client.address': '203.0.113.9', 'network.peer.address': '127.0.0.1' });
    expect(receiver.spans().filter((span) => span.traceId === 'b'.repeat(32))).toEqual([]);
  });

  it('makes, shows and logs ids also with the SDK disabled', async () => {
    const disabled = await AppProcess.start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_SDK_DISABLED: 'true' });
    const response = await fetch(`${disabled.url}/api/activities/home`, {
      headers: { traceparent: `00-${'d'.repeat(32)}-${PARENT}-01` },
    });
    await disabled.stop();

    const [, traceId, spanId, flags] = (response.headers.get('traceresponse') ?? '').split('-');
    expect({ traceId, flags }).toEqual({ traceId: 'd'.repeat(32), flags: '00' });
    expect(
      disabled
        .logs()
        .filter((line) => line.trace_id === traceId)
        .at(-1),
    ).toMatchObject({ span_id: spanId });
    expect(receiver.spans().filter((span) => span.traceId === traceId)).toEqual([]);
  });
});

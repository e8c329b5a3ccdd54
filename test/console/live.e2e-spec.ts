import { otlpMessage } from '../support/otlp-proto.js';
import { eventually } from '../support/eventually.js';
import { ask, postJson } from './support/ask.js';
import { ConsoleProcess } from './support/console-process.js';
import { LiveReader } from './support/live-reader.js';
import { logRequest, pairs, traceRequest } from './support/trace-request.js';

const MAX_READERS = 20;

let tested: ConsoleProcess;
const readers: LiveReader[] = [];
beforeAll(async () => {
  tested = await ConsoleProcess.start();
});
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});
afterAll(() => tested.stop());

async function read(): Promise<LiveReader> {
  const reader = await LiveReader.open(tested.url);
  readers.push(reader);
  return reader;
}

describe('the live events', () => {
  it('say each trace when it begins and again when it grew', async () => {
    const traceId = 'a'.repeat(32);
    const reader = await read();
    expect(reader.response.headers['content-type']).toBe('text/event-stream');
    const { resourceSpans } = traceRequest({ traceId });
    await postJson(tested.url, '/v1/traces', { resourceSpans: [resourceSpans[1]] });
    expect(await reader.wait('trace', (trace) => trace.trace_id === traceId)).toMatchObject({
      name: 'charge',
      span_count: 1,
    });
    await postJson(tested.url, '/v1/traces', { resourceSpans: [resourceSpans[0]] });
    expect(await reader.wait('trace', (trace) => trace.span_count === 2)).toMatchObject({
      trace_id: traceId,
      name: 'GET /api/activities/home',
      error_count: 2,
    });
  });

  it('say each log line, in one event whatever its text holds', async () => {
    const reader = await read();
    const body = 'one\n\nevent: trace\ndata: {}\r\n\u2028<script>';
    await postJson(tested.url, '/v1/logs', logRequest('b'.repeat(32), body));
    expect(await reader.wait('log')).toMatchObject({ body, severity_text: 'ERROR' });
    expect(reader.of('trace')).toEqual([]);
  });

  it('say how the destinations are, at once, whenever a service reports, and while none does', async () => {
    const reader = await read();
    await reader.wait('destinations', ({ destinations }) => destinations.length === 0);
    const attributes = pairs({ 'otel.component.name': 'otlp' });
    const metrics = [{ name: 'otel.sdk.exporter.span.exported', sum: { dataPoints: [{ asInt: '7', attributes }] } }];
    const resource = { attributes: pairs({ 'service.name': 'web' }) };
    await postJson(tested.url, '/v1/metrics', { resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] });
    const said = await reader.wait('destinations', ({ destinations }) => destinations.length > 0);
    expect(said.destinations).toMatchObject([{ service: 'web', sink: 'otlp', recorded: 7, delivered: 7 }]);
    // Nobody reports any more, which is news too.
    const saidSoFar = reader.of('destinations').length;
    await eventually(() => expect(reader.of('destinations').length).toBeGreaterThan(saidSoFar));
    expect(reader.of('destinations').at(-1)?.destinations).toMatchObject([{ service: 'web', silent: false }]);
  });

  it('spare a slow reader, which hears how many it missed, and no other', async () => {
    const [slow, quick] = [await read(), await read()];
    slow.pause();
    // More than the two sockets' buffers hold.
    const long = 'x'.repeat(60_000);
    for (let index = 0; index < 100; index += 1) {
      await postJson(
        tested.url,
        '/v1/logs',
        logRequest('c'.repeat(32), `${index} ${long}`, { a: long, b: long, c: long }),
      );
      await quick.wait('log', ({ body }) => body.startsWith(`${index} `));
    }
    slow.resume();
    const { skipped } = await slow.wait('lag');
    expect(skipped).toBeGreaterThan(0);
    expect(slow.of('log').length + skipped).toBe(100);
    expect(quick.of('lag')).toEqual([]);
  });

  it('say how many traces of a flood they left out', async () => {
    const reader = await read();
    const type = otlpMessage('ExportTraceServiceRequest');
    const spans = Array.from({ length: 3_000 }, (_, index) => ({
      traceId: Buffer.from((index + 1).toString(16).padStart(32, '0'), 'hex'),
      spanId: Buffer.from('1111111111111111', 'hex'),
      startTimeUnixNano: '1790000000000000000',
    }));
    const body = type.encode(type.fromObject({ resourceSpans: [{ scopeSpans: [{ spans }] }] })).finish();
    const headers = { 'Content-Type': 'application/x-protobuf' };
    expect(await ask(tested.url, '/v1/traces', { method: 'POST', headers, body: Buffer.from(body) })).toMatchObject({
      status: 200,
    });
    const { skipped } = await reader.wait('lag');
    await eventually(() => expect(reader.of('trace').length + skipped).toBe(3_000));
  });

  it('tell who asks for their head alone what they are, and give him no place', async () => {
    for (let index = 0; index <= MAX_READERS; index += 1)
      expect(await ask(tested.url, '/api/live', { method: 'HEAD' })).toMatchObject({
        status: 200,
        headers: { 'content-type': 'text/event-stream' },
        text: '',
      });
    expect((await read()).status).toBe(200);
  });

  it('are for so many readers at once and no more', async () => {
    for (let index = 0; index < MAX_READERS; index += 1) expect((await read()).status).toBe(200);
    const late = await read();
    expect([late.status, late.response.headers['retry-after']]).toEqual([503, '5']);
    readers[0]!.close();
    await eventually(async () => expect((await read()).status).toBe(200));
  });
});

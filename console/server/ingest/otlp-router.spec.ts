import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { otlpMessage, type OtlpMessageName } from '../../../test/support/otlp-proto.js';
import { otlpRouter } from './otlp-router.js';
import type { Received } from './signals.js';

const PROTOBUF = 'application/x-protobuf';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** The router alone, and what it gave to be kept. */
async function start(keep: (received: Received) => Promise<void> = async () => undefined) {
  const received: Received[] = [];
  const errors: unknown[] = [];
  const keepAndNote = (one: Received) => {
    received.push(one);
    return keep(one);
  };
  const app = express().use(otlpRouter({ keep: keepAndNote, onError: (error) => errors.push(error) }));
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const post = async (path: string, type: string, body: Buffer | string, headers: Record<string, string> = {}) => {
    const request = { method: 'POST', body: Buffer.from(body), headers: { 'Content-Type': type, ...headers } };
    const answer = await fetch(url(path), request);
    return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
  };
  return { url, post, received, errors };
}

const encode = (name: OtlpMessageName, message: object) =>
  Buffer.from(otlpMessage(name).encode(otlpMessage(name).fromObject(message)).finish());
const bytes = (hex: string) => Buffer.from(hex, 'hex');

/** One span that has everything, with its ids written by `id`: bytes for protobuf, hex for JSON. */
function traceRequest<Id>(id: (hex: string) => Id) {
  const span = {
    traceId: id(TRACE),
    spanId: id(SPAN),
    traceState: 'vendor=1',
    parentSpanId: id('00f067aa0ba902b7'),
    name: 'GET /home',
    kind: 2,
    startTimeUnixNano: '1790000000123456789',
    endTimeUnixNano: '1790000000223456790',
    attributes: [
      { key: 'text', value: { stringValue: '\u{1F600} <b>' } },
      { key: 'flag', value: { boolValue: false } },
      { key: 'whole', value: { intValue: '-42' } },
      { key: 'huge', value: { intValue: '9007199254740993' } },
      { key: 'part', value: { doubleValue: 0.5 } },
      { key: 'list', value: { arrayValue: { values: [{ intValue: 1 }, {}] } } },
      { key: 'map', value: { kvlistValue: { values: [{ key: 'a', value: { stringValue: 'b' } }] } } },
      { key: 'raw', value: { bytesValue: 'AQI=' } },
      { key: '__proto__', value: { stringValue: 'own' } },
    ],
    events: [{ timeUnixNano: '1790000000123456790', name: 'exception', attributes: [] }],
    links: [{ traceId: id(TRACE), spanId: id(SPAN), attributes: [{ key: 'why', value: { stringValue: 'batch' } }] }],
    status: { code: 2, message: 'broken' },
  };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'web', version: '1.2' }, spans: [span] }] }] };
}

const row = {
  trace_id: TRACE,
  span_id: SPAN,
  parent_id: '00f067aa0ba902b7',
  trace_state: 'vendor=1',
  name: 'GET /home',
  kind: 'server',
  service: 'shop',
  scope: { name: 'web', version: '1.2' },
  start_ns: '1790000000123456789',
  duration_ns: 100_000_001,
  status_code: 2,
  status_message: 'broken',
  attributes: Object.fromEntries([
    ['text', '\u{1F600} <b>'],
    ['flag', false],
    ['whole', -42],
    ['huge', '9007199254740993'],
    ['part', 0.5],
    ['list', [1, null]],
    ['map', { a: 'b' }],
    ['raw', 'AQI='],
    ['__proto__', 'own'],
  ]),
  resource: { 'service.name': 'shop' },
  events: [{ name: 'exception', time_ns: '1790000000123456790', attributes: {} }],
  links: [{ trace_id: TRACE, span_id: SPAN, attributes: { why: 'batch' } }],
};

const JSON_TYPE = 'application/json';
const attribute = (value: string) => `{"resourceSpans":[{"resource":{"attributes":[{"key":"k","value":${value}}]}}]}`;
const asJson = (message: object) => Buffer.from(JSON.stringify(message));

describe('OTLP in', () => {
  it.each([
    ['protobuf', PROTOBUF, encode('ExportTraceServiceRequest', traceRequest(bytes)), ''],
    ['JSON', JSON_TYPE, asJson(traceRequest(String)), '{}'],
    ['JSON with a charset', 'application/json; charset=utf-8', asJson(traceRequest(String)), '{}'],
  ])('reads a span in %s to the last field, and answers in the same', async (_, type, body, success) => {
    const { post, received } = await start();
    const answer = await post('/v1/traces', type, body);
    expect(answer.status).toBe(200);
    expect(received.flatMap(({ spans }) => spans)).toEqual([row]);
    expect(answer.headers.get('content-type')).toContain(type.split(';')[0]);
    expect(String(answer.body)).toBe(success);
  });

  it('inflates gzip', async () => {
    const { post, received } = await start();
    const body = gzipSync(encode('ExportTraceServiceRequest', traceRequest(bytes)));
    expect(await post('/v1/traces', PROTOBUF, body, { 'Content-Encoding': 'gzip' })).toMatchObject({ status: 200 });
    expect(received[0]?.spans).toHaveLength(1);
  });

  it('takes 64-bit integers of JSON as numbers too', async () => {
    const { post, received } = await start();
    const text = JSON.stringify(traceRequest(String)).replace('"1790000000123456790"', '1790000000123456768');
    expect(await post('/v1/traces', JSON_TYPE, text)).toMatchObject({ status: 200 });
    expect(received[0]?.spans[0]?.events[0]?.time_ns).toBe('1790000000123456768');
  });

  it('keeps what has ids and counts what has none, in the encoding of the request', async () => {
    const { post, received } = await start();
    const message = traceRequest(String);
    const { spans } = message.resourceSpans[0]!.scopeSpans[0]!;
    const [span] = spans as [(typeof spans)[0]];
    spans.push(
      { ...span, traceId: 'abc' },
      { ...span, traceId: `${span.traceId}zz` },
      { ...span, spanId: '0000000000000000' },
    );
    const inJson = await post('/v1/traces', JSON_TYPE, asJson(message));
    expect(received[0]?.spans).toHaveLength(1);
    expect(JSON.parse(String(inJson.body))).toEqual({
      partialSuccess: { rejectedSpans: '3', errorMessage: expect.stringContaining('ids') },
    });
    const bad = { resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: bytes('00'), spanId: bytes(SPAN) }] }] }] };
    const inProtobuf = await post('/v1/traces', PROTOBUF, encode('ExportTraceServiceRequest', bad));
    expect(otlpMessage('ExportTraceServiceResponse').decode(inProtobuf.body).toJSON()).toMatchObject({
      partialSuccess: { rejectedSpans: '1' },
    });
  });

  it('reads log records: their severity by its number where it has no name, a body that is no text as JSON', async () => {
    const { post, received } = await start();
    const record = { observedTimeUnixNano: '1790000000000000001', severityNumber: 17, traceId: bytes(TRACE) };
    const body = { kvlistValue: { values: [{ key: 'a', value: { intValue: 1 } }] } };
    const scopeLogs = [{ scope: { name: 'winston' }, logRecords: [{ ...record, body }] }];
    await post('/v1/logs', PROTOBUF, encode('ExportLogsServiceRequest', { resourceLogs: [{ scopeLogs }] }));
    expect(received[0]?.logs).toEqual([
      {
        time_ns: '1790000000000000001',
        severity_number: 17,
        severity_text: 'ERROR',
        body: '{"a":1}',
        service: 'unknown_service',
        scope: 'winston',
        trace_id: TRACE,
        attributes: {},
        resource: {},
      },
    ]);
  });

  it.each([-1, 25, 300])('keeps a log record of severity %j, which is none, as one without', async (severityNumber) => {
    const { post, received } = await start();
    const scopeLogs = [{ logRecords: [{ severityNumber, body: { stringValue: 'x' } }] }];
    const body = encode('ExportLogsServiceRequest', { resourceLogs: [{ scopeLogs }] });
    expect(await post('/v1/logs', PROTOBUF, body)).toMatchObject({ status: 200 });
    expect(received[0]?.logs).toMatchObject([{ severity_number: 0, severity_text: '', body: 'x' }]);
  });

  it('reads the numbers of sums and gauges', async () => {
    const { post, received } = await start();
    const attributes = [{ key: 'otel.component.name', value: { stringValue: 'otlp' } }];
    const metrics = [
      { name: 'sent', sum: { dataPoints: [{ asInt: '7', attributes }] } },
      { name: 'open', gauge: { dataPoints: [{ asDouble: 0.5 }] } },
      { name: 'time', histogram: { dataPoints: [{ count: '1' }] } },
    ];
    const resource = { attributes: [{ key: 'service.instance.id', value: { stringValue: 'one' } }] };
    const message = { resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] };
    await post('/v1/metrics', PROTOBUF, encode('ExportMetricsServiceRequest', message));
    const point = { service: 'unknown_service', instance: '"one"' };
    expect(received[0]?.points).toEqual([
      { ...point, name: 'sent', value: 7, attributes: { 'otel.component.name': 'otlp' } },
      { ...point, name: 'open', value: 0.5, attributes: {} },
    ]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream', ''])(
    'refuses a body of type "%s" with 415',
    async (type) => {
      const { post, received } = await start();
      expect(await post('/v1/traces', type, 'a=b')).toMatchObject({ status: 415 });
      expect(received).toEqual([]);
    },
  );

  it.each([
    ['JSON that breaks off', '{"resourceSpans":['],
    ['a list', '[]'],
    ['no message', '"spans"'],
    ['a field of another kind', '{"resourceSpans":{"a":1}}'],
    ['an integer that is none', '{"resourceSpans":[{"scopeSpans":[{"spans":[{"startTimeUnixNano":"12x"}]}]}]}'],
    ['an integer of more than 64 bits', attribute('{"intValue":"9223372036854775808"}')],
    ['bytes that are an object', attribute('{"bytesValue":{"length":60000000}}')],
    ['UTF-8 that is none', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['a well of brackets', `{"resourceSpans":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['nothing', ''],
  ])('answers %s with 400 and a google.rpc.Status in JSON', async (_, body) => {
    const { post, received } = await start();
    const answer = await post('/v1/traces', JSON_TYPE, body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(String(answer.body))).toEqual({ code: 3, message: expect.any(String) });
    expect(received).toEqual([]);
  });

  it('answers bytes that are no protobuf with 400 and a google.rpc.Status in protobuf', async () => {
    const { post } = await start();
    const { status, body } = await post('/v1/traces', PROTOBUF, Buffer.from([0x0a, 0x7f, 0x01]));
    expect(status).toBe(400);
    // Field 1, varint: the code, 3 INVALID_ARGUMENT; field 2, text: the message.
    expect([...body.subarray(0, 3)]).toEqual([0x08, 3, 0x12]);
    expect(String(body.subarray(4))).toContain('ExportTraceServiceRequest');
  });

  it('answers gzip that is none with 400, another encoding with 415', async () => {
    const { post } = await start();
    const send = (encoding: string) => post('/v1/traces', PROTOBUF, 'plain', { 'Content-Encoding': encoding });
    expect(await send('gzip')).toMatchObject({ status: 400 });
    expect(await send('compress')).toMatchObject({ status: 415 });
  });

  it('takes a body of 16 MB and no more, counted after gzip', async () => {
    const { post } = await start();
    const send = (size: number) =>
      post('/v1/traces', JSON_TYPE, gzipSync(`{${' '.repeat(size - 2)}}`), { 'Content-Encoding': 'gzip' });
    expect(await send(16 * 1024 * 1024)).toMatchObject({ status: 200 });
    expect(await send(16 * 1024 * 1024 + 1)).toMatchObject({ status: 413 });
  });

  it('cuts off attributes that nest deeper than any reader goes', async () => {
    const { post, received } = await start();
    const nested = `${'{"arrayValue":{"values":['.repeat(40)}{"intValue":1}${']}}'.repeat(40)}`;
    const ids = `"traceId":"${TRACE}","spanId":"${SPAN}"`;
    const span = `{${ids},"attributes":[{"key":"deep","value":${nested}}]}`;
    await post('/v1/traces', JSON_TYPE, `{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`);
    expect(JSON.stringify(received[0]?.spans[0]?.attributes)).toBe(
      `{"deep":${'['.repeat(32)}"(too deep)"${']'.repeat(32)}}`,
    );
  });

  it('keeps of a row what fits, and says how much was cut off', async () => {
    const { post, received } = await start();
    const list = { arrayValue: { values: Array.from({ length: 50_000 }, () => ({ intValue: '7' })) } };
    const text = { stringValue: 'x'.repeat(70_000) };
    const attributes = ['a', 'b', 'list', 'c', 'd'].map((key) => ({ key, value: key === 'list' ? list : text }));
    const logRecords = [{ body: { stringValue: 'y'.repeat(100_000) }, attributes }];
    await post('/v1/logs', JSON_TYPE, asJson({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] }));
    const { body, attributes: kept } = received[0]!.logs[0]!;
    expect(body).toBe(`${'y'.repeat(65_536)}… (34464 characters cut off)`);
    expect(kept['a']).toBe(`${'x'.repeat(65_536)}… (4464 characters cut off)`);
    expect((kept['list'] as readonly unknown[]).at(-1)).toMatch(/^\(\d+ more cut off\)$/);
    expect(kept['(cut off)']).toBe('2 more');
    expect(JSON.stringify(kept).length).toBeLessThan(270_000);
  });

  it('answers 503 with Retry-After where the rows could not be kept, and says why to its own people alone', async () => {
    const { post, errors } = await start(() => Promise.reject(new Error('disk full at /secret')));
    const answer = await post('/v1/traces', PROTOBUF, encode('ExportTraceServiceRequest', traceRequest(bytes)));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(String(answer.body)).not.toContain('secret');
    expect(errors).toEqual([new Error('disk full at /secret')]);
  });

  it('answers only when the rows are safe, and 503 to more requests at once than it holds', async () => {
    const disk = new EventEmitter();
    const safe = once(disk, 'safe');
    const { post, received } = await start(async () => void (await safe));
    const answers = Array.from({ length: 40 }, () => post('/v1/traces', JSON_TYPE, '{}'));
    expect(await Promise.race(answers)).toMatchObject({ status: 503 });
    disk.emit('safe');
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(received.length);
    expect(statuses.filter((status) => status === 503)).toHaveLength(40 - received.length);
  });

  it('answers 503 to bodies of more than 32 MB together, until those before are safe', async () => {
    const disk = new EventEmitter();
    let safe = once(disk, 'safe');
    const { post, received } = await start(async () => void (await safe));
    const send = (megabytes: number) => {
      const text = `{${' '.repeat(megabytes * 1024 * 1024 - 2)}}`;
      return post('/v1/traces', JSON_TYPE, gzipSync(text), { 'Content-Encoding': 'gzip' });
    };
    const first = [send(16), send(15)];
    while (received.length < first.length) await new Promise(setImmediate);
    const refused = await send(2);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    const small = send(1);
    while (received.length < 3) await new Promise(setImmediate);
    disk.emit('safe');
    expect((await Promise.all([...first, small])).map(({ status }) => status)).toEqual([200, 200, 200]);
    safe = Promise.resolve([]);
    expect(await send(16)).toMatchObject({ status: 200 });
  });

  it('answers another method with 405', async () => {
    const answer = await fetch((await start()).url('/v1/logs'));
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});

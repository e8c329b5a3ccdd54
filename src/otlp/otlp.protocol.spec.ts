import { gzipSync } from 'node:zlib';
import { OtlpReceiver, type ReceiverAnswer } from '../../test/support/otlp-receiver.js';
import { spanRecord } from '../../test/support/span-record.js';
import type { DeliveryBatch, DeliveryOutcome } from '../delivery/index.js';
import { JsonEncoding } from './encoding/json.encoding.js';
import { ProtobufEncoding } from './encoding/protobuf.encoding.js';
import type { OtlpEndpoint } from './otlp-destination.js';
import { OtlpProtocol } from './otlp.protocol.js';

const encodings = { protobuf: new ProtobufEncoding().traces, json: new JsonEncoding().traces };

describe('OTLP over HTTP', () => {
  let receiver: OtlpReceiver;

  beforeEach(async () => {
    receiver = await OtlpReceiver.start();
  });
  afterEach(() => receiver.stop());

  async function send(endpoint: Partial<OtlpEndpoint> = {}, answer: ReceiverAnswer = {}): Promise<DeliveryOutcome> {
    receiver.answer(answer);
    const complete: OtlpEndpoint = {
      url: `${receiver.url}/v1/traces`,
      headers: {},
      encoding: 'protobuf',
      gzip: true,
      timeoutMs: 10_000,
      keyVariable: 'HONEYCOMB_API_KEY',
      ...endpoint,
    };
    const protocol = new OtlpProtocol(complete, encodings[complete.encoding], { flushIntervalMs: 1_000 });
    try {
      return await protocol.send(batchOf(10, complete), AbortSignal.timeout(5_000));
    } finally {
      protocol.close();
    }
  }

  it.each(['protobuf', 'json'] as const)(
    'sends %s with its type, its compression and the headers of the endpoint',
    async (encoding) => {
      expect(await send({ encoding, headers: { 'x-tenant': 'cruddur' } })).toEqual({ kind: 'delivered' });
      expect(receiver.spans()).toHaveLength(10);
      expect(receiver.requests[0]?.headers).toMatchObject({
        'content-type': encoding === 'json' ? 'application/json' : 'application/x-protobuf',
        'content-encoding': 'gzip',
        'x-tenant': 'cruddur',
      });
    },
  );

  it('sends plain bodies where compression is none', async () => {
    await send({ gzip: false });
    expect(receiver.spans()).toHaveLength(10);
    expect(receiver.requests[0]?.headers).not.toHaveProperty('content-encoding');
  });

  it('lets the endpoint sign each attempt over the body as it travels', async () => {
    const outcome = await send({
      headers: { 'x-tenant': 'cruddur' },
      sign: ({ url, headers, body }) =>
        Promise.resolve({ ...headers, authorization: `over ${body.byteLength} bytes to ${new URL(url).pathname}` }),
    });
    expect(outcome).toEqual({ kind: 'delivered' });
    const headers = receiver.requests[0]?.headers;
    expect(headers).toMatchObject({
      'x-tenant': 'cruddur',
      authorization: `over ${headers?.['content-length']} bytes to /v1/traces`,
    });
  });

  it.each(['protobuf', 'json'] as const)('counts what a success in %s refuses as rejected', async (encoding) => {
    const outcome = await send({ encoding }, { rejected: 3, errorMessage: 'too old' });
    expect(outcome).toEqual({ kind: 'delivered', rejected: { reason: 'rejected', items: 3 } });
  });

  it.each<[string, ReceiverAnswer]>([
    ['says nothing', { body: '' }],
    ['warns but refuses nothing', { rejected: 0, errorMessage: 'attribute names look odd' }],
    ['says OK in words', { body: 'thank you', headers: { 'content-type': 'text/plain' } }],
    [
      'is JSON to a protobuf request',
      { body: '{"partialSuccess":{}}', headers: { 'content-type': 'application/json' } },
    ],
    ['is cut off', { body: Buffer.from([0x0a, 0x7f, 0x08]) }],
    ['refuses less than nothing', { rejected: -4 }],
  ])('takes a success that %s for one', async (_what, answer) => {
    expect(await send({}, answer)).toEqual({ kind: 'delivered' });
  });

  it('never counts more as rejected than it sent', async () => {
    expect(await send({}, { rejected: 1_000_000 })).toMatchObject({ rejected: { items: 10 } });
  });

  it.each([429, 502, 503, 504])(
    'tries again later after %i, and not before the destination asks for it',
    async (status) => {
      expect(await send({}, { status, headers: { 'retry-after': '7' } })).toMatchObject({
        kind: 'retry',
        retryAfterMs: 7_000,
      });
    },
  );

  it.each([400, 404, 405, 415, 500, 501])(
    'gives up on a batch after %i, as the specification wants',
    async (status) => {
      expect(await send({}, { status })).toMatchObject({ kind: 'refused' });
    },
  );

  it('asks for smaller batches after 413', async () => {
    expect(await send({}, { status: 413 })).toMatchObject({ kind: 'split' });
  });

  it.each([401, 403])('says after %i which variable holds the key', async (status) => {
    const outcome = await send({}, { status, body: '{"error":"unknown API key - check your credentials"}' });
    expect(outcome).toMatchObject({
      kind: 'refused',
      unauthorized: true,
      advice: expect.stringContaining('HONEYCOMB_API_KEY'),
    });
  });

  it('asks after 404 whether the path is right', async () => {
    const outcome = await send({ url: `${receiver.url}/otlp/v1/trace` });
    expect(outcome).toMatchObject({ kind: 'refused', because: expect.stringContaining('/otlp/v1/trace') });
  });

  it('follows no redirect, so that the key stays with the host it is for', async () => {
    const elsewhere = await OtlpReceiver.start();
    const outcome = await send(
      { headers: { 'x-honeycomb-team': 'secret' } },
      { status: 307, headers: { location: elsewhere.url } },
    );
    await elsewhere.stop();
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(elsewhere.requests).toEqual([]);
  });
});

function batchOf(items: number, { encoding, gzip }: OtlpEndpoint): DeliveryBatch {
  const traces = encodings[encoding];
  const bytes = traces.encodeGroup(Array.from({ length: items }, (_, index) => spanRecord({ name: `span ${index}` })));
  const body = Buffer.concat([Buffer.from(traces.framing.prefix), bytes, Buffer.from(traces.framing.suffix)]);
  return {
    items,
    groupCount: 1,
    body: () => Promise.resolve(gzip ? gzipSync(body) : body),
    groups: () => Promise.resolve([{ bytes, items }]),
  };
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeOtlp } from './otlp-decoder.js';
import { flattenSpans, type ReceivedSpan } from './otlp-flatten.js';
import { gunzipSync } from 'node:zlib';

/** A key as `/1/auth` describes it. */
export interface HoneycombKeyRecord {
  readonly type: 'ingest' | 'configuration';
  readonly api_key_access: Readonly<Record<string, boolean>>;
  readonly environment: { readonly name: string; readonly slug: string };
  readonly team: { readonly name: string; readonly slug: string };
}

const HOME = { environment: { name: 'Test Env', slug: 'test' }, team: { name: 'Boot Camp', slug: 'bootcamp' } };

export const ingestKey: HoneycombKeyRecord = { type: 'ingest', api_key_access: { createDatasets: true }, ...HOME };

/** One region of Honeycomb at the wire: who a key belongs to, and OTLP for those that may send. */
export class HoneycombApi {
  readonly keys = new Map<string, HoneycombKeyRecord>();
  /** The datasets that are there, as JSON. */
  readonly datasets = new Set<string>();
  readonly spans: ReceivedSpan[] = [];
  /** Content types of the exports that were accepted. */
  readonly exports: string[] = [];
  private readonly server = createServer((request, response) => void this.take(request, response));

  static async start(keys: Readonly<Record<string, HoneycombKeyRecord>> = {}): Promise<HoneycombApi> {
    const api = new HoneycombApi();
    for (const [key, record] of Object.entries(keys)) api.keys.set(key, record);
    await new Promise<void>((resolve) => api.server.listen(0, '127.0.0.1', resolve));
    api.server.unref();
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [status, answer] = this.answer(request, Buffer.concat(chunks));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  private answer({ method, url, headers }: IncomingMessage, body: Buffer): [status: number, answer: object] {
    const key = this.keys.get(String(headers['x-honeycomb-team']));
    if (url !== '/1/auth' && url !== '/v1/traces') return [404, { error: 'not found' }];
    if (key === undefined) return [401, { error: 'unknown API key - check your credentials' }];
    if (method === 'GET') return [200, key];
    if (key.type !== 'ingest' && !key.api_key_access['events']) return [401, { error: 'the key may not send events' }];
    const type = headers['content-type'] ?? '';
    const plain = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    const spans = flattenSpans(decodeOtlp('ExportTraceServiceRequest', type, plain));
    const unknown = spans.find(
      ({ resource }) => !this.datasets.has(JSON.stringify(resource.attributes['service.name'])),
    );
    if (unknown !== undefined && !key.api_key_access['createDatasets'])
      return [401, { error: 'the key may not create datasets' }];
    this.exports.push(type);
    this.spans.push(...spans);
    return [200, {}];
  }
}

import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { decodeOtlp, type OtlpMessage } from './otlp-decoder.js';
import {
  flattenLogs,
  flattenMetrics,
  flattenSpans,
  type ReceivedLog,
  type ReceivedMetric,
  type ReceivedSpan,
} from './otlp-flatten.js';
import { otlpMessage } from './otlp-proto.js';

const signals = { '/v1/traces': 'Trace', '/v1/logs': 'Logs', '/v1/metrics': 'Metrics' } as const;

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as it travelled. */
  readonly sent: Buffer;
  /** The body after gunzip. */
  readonly body: Buffer;
  /** The decoded request; undefined where the path is none of OTLP's or the body could not be read. */
  readonly message: OtlpMessage | undefined;
  /** What was answered. */
  readonly status: number;
}

export interface ReceiverAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** As it is; without one, the OTLP success answer in the request's encoding. */
  readonly body?: string | Uint8Array;
  /** A success that refuses so many of the request's items. */
  readonly rejected?: number;
  readonly errorMessage?: string;
}

type Taker = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Stands in for an OTLP/HTTP endpoint: takes /v1/traces, /v1/logs and /v1/metrics in protobuf and JSON, plain or gzip,
 * and keeps what it answered 2xx to. A body that is not OTLP is answered 400, so that a broken encoder is seen.
 */
export class OtlpReceiver {
  readonly requests: ReceivedRequest[] = [];
  private answers: (request: IncomingMessage) => ReceiverAnswer = () => ({});

  private constructor(
    private readonly server: Server,
    isTaken: Taker = () => false,
  ) {
    server.on('request', (request, response) => {
      if (!isTaken(request, response)) void this.take(request, response);
    });
  }

  /** @param isTaken whether somebody else answers a request: for stand-ins that take more than OTLP. */
  static async start(isTaken?: Taker, port = 0): Promise<OtlpReceiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return new OtlpReceiver(server, isTaken);
  }

  /** What goes into OTEL_EXPORTER_OTLP_ENDPOINT. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on every request gets this answer; `attempt` counts from 1 since this call. Without one: success. */
  answer(answer: ReceiverAnswer | ((request: IncomingMessage, attempt: number) => ReceiverAnswer) = {}): void {
    let attempt = 0;
    this.answers = (request) => (typeof answer === 'function' ? answer(request, ++attempt) : answer);
  }

  spans(): ReceivedSpan[] {
    return this.accepted('/v1/traces').flatMap(flattenSpans);
  }

  logs(): ReceivedLog[] {
    return this.accepted('/v1/logs').flatMap(flattenLogs);
  }

  metrics(): ReceivedMetric[] {
    return this.accepted('/v1/metrics').flatMap(flattenMetrics);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accepted(path: string): OtlpMessage[] {
    return this.requests.flatMap((request) =>
      request.path === path && request.status < 300 && request.message ? [request.message] : [],
    );
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const sent = await readBody(request);
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
      this.reply(request, response, { sent, body });
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  }

  private reply(
    request: IncomingMessage,
    response: ServerResponse,
    { sent, body }: { sent: Buffer; body: Buffer },
  ): void {
    const path = (request.url ?? '').replace(/\?.*/s, '');
    const signal = (signals as Record<string, (typeof signals)[keyof typeof signals] | undefined>)[path];
    const contentType = request.headers['content-type'] ?? '';
    const message = signal && tryDecode(() => decodeOtlp(`Export${signal}ServiceRequest`, contentType, body));
    const answer = this.answers(request);
    const status = answer.status ?? (signal === undefined ? 404 : message === undefined ? 400 : 200);
    this.requests.push({ path, headers: request.headers, sent, body, message, status });
    response.writeHead(status, { 'content-type': contentType, ...answer.headers });
    response.end(answer.body ?? (signal && status === 200 ? successBody(signal, contentType, answer) : ''));
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function tryDecode(decode: () => OtlpMessage): OtlpMessage | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

function successBody(
  signal: 'Trace' | 'Logs' | 'Metrics',
  contentType: string,
  answer: ReceiverAnswer,
): Uint8Array | string {
  const items = { Trace: 'rejectedSpans', Logs: 'rejectedLogRecords', Metrics: 'rejectedDataPoints' }[signal];
  const partial = answer.rejected !== undefined || answer.errorMessage !== undefined;
  const body = partial
    ? { partialSuccess: { [items]: String(answer.rejected ?? 0), errorMessage: answer.errorMessage ?? '' } }
    : {};
  if (contentType.startsWith('application/json')) return JSON.stringify(body);
  const type = otlpMessage(`Export${signal}ServiceResponse`);
  return type.encode(type.fromObject(body)).finish();
}

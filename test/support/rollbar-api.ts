import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface RollbarFrame {
  readonly filename: string;
  readonly lineno?: number;
  readonly colno?: number;
  readonly method?: string;
  readonly code?: string;
}

export interface RollbarTrace {
  readonly frames: readonly RollbarFrame[];
  readonly exception: { readonly class: string; readonly message: string };
}

/** What an item holds, as far as Rollbar documents it: https://docs.rollbar.com/reference/create-item */
export interface RollbarItem {
  readonly uuid: string;
  readonly timestamp: number;
  readonly environment: string;
  readonly level: string;
  readonly language: string;
  readonly framework: string;
  readonly context?: string;
  readonly code_version?: string;
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly person?: { readonly id: string; readonly username?: string };
  readonly server: Readonly<Record<string, unknown>>;
  readonly notifier: Readonly<Record<string, unknown>>;
  readonly request?: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly user_ip?: string;
    readonly GET?: Readonly<Record<string, unknown>>;
    readonly POST?: Readonly<Record<string, unknown>>;
    readonly body?: string;
  };
  readonly body: {
    readonly trace_chain?: readonly RollbarTrace[];
    readonly message?: { readonly body: string };
  };
}

export interface RollbarAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const MAX_BODY_BYTES = 512 * 1024;
const LEVELS = ['critical', 'error', 'warning', 'info', 'debug'];

/** Rollbar's item API at the wire: checks the token and each item as the documents say, and keeps what it accepted. */
export class RollbarApi {
  /** Instead of Rollbar's own answer: a fixed one, or none at all. */
  behaviour: RollbarAnswer | 'hang' | undefined;
  /** When each request was there, accepted or not, in milliseconds. */
  readonly attemptedAt: number[] = [];
  /** Why items were refused. */
  readonly refusals: string[] = [];
  /** Bodies of all requests, as text. */
  readonly bodies: string[] = [];
  private readonly accepted: RollbarItem[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((request, response) => this.receive(request, response));

  private constructor(readonly token: string) {
    this.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket.unref());
      socket.on('close', () => this.sockets.delete(socket)).on('error', () => socket.destroy());
    });
  }

  static async start(token = 'post-server-item-token'): Promise<RollbarApi> {
    const api = new RollbarApi(token);
    await new Promise<void>((resolve) => api.server.listen(0, '127.0.0.1', resolve));
    api.server.unref();
    return api;
  }

  /** Requests seen, accepted or not. */
  get attempts(): number {
    return this.attemptedAt.length;
  }

  /** For ROLLBAR_ENDPOINT. */
  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/1/item/`;
  }

  /** What turns the destination on and sends it here. */
  get environment(): { ROLLBAR_ACCESS_TOKEN: string; ROLLBAR_ENDPOINT: string } {
    return { ROLLBAR_ACCESS_TOKEN: this.token, ROLLBAR_ENDPOINT: this.endpoint };
  }

  /** The items that were acknowledged, in the order in which they came; one that came twice is there twice. */
  items(): readonly RollbarItem[] {
    return this.accepted;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('error', () => response.destroy());
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.attemptedAt.push(performance.now());
      const text = Buffer.concat(chunks).toString('utf8');
      this.bodies.push(text);
      if (this.behaviour === 'hang') return;
      const { status, headers, body = '' } = this.behaviour ?? this.judge(request, text);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    });
  }

  private judge(request: IncomingMessage, text: string): RollbarAnswer {
    const { method, url, headers } = request;
    if (method !== 'POST' || url !== '/api/1/item/') return this.refuse(404, `no such page: ${method} ${url}`);
    if (headers['x-rollbar-access-token'] !== this.token) return this.refuse(401, 'access token not found');
    if (Buffer.byteLength(text) > MAX_BODY_BYTES) return this.refuse(413, 'item is too large');
    if (!headers['content-type']?.startsWith('application/json')) return this.refuse(400, 'not JSON');
    let data: RollbarItem;
    try {
      data = (JSON.parse(text) as { data: RollbarItem }).data;
    } catch {
      return this.refuse(400, 'malformed JSON');
    }
    const wrong = wrongWith(data);
    if (wrong !== undefined) return this.refuse(422, wrong);
    this.accepted.push(data);
    return { status: 200, body: JSON.stringify({ err: 0, result: { id: null, uuid: data.uuid } }) };
  }

  private refuse(status: number, message: string): RollbarAnswer {
    this.refusals.push(message);
    return { status, body: JSON.stringify({ err: 1, message }) };
  }
}

function wrongWith(data: RollbarItem | undefined): string | undefined {
  if (typeof data?.environment !== 'string' || data.environment.length > 255) return 'environment';
  if (!LEVELS.includes(data.level)) return 'level';
  if (!Number.isInteger(data.timestamp) || Math.abs(data.timestamp - Date.now() / 1000) > 3_600) return 'timestamp';
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(data.uuid)) return 'uuid';
  if (data.context !== undefined && data.context.length > 255) return 'context';
  if (data.code_version !== undefined && data.code_version.length > 40) return 'code_version';
  const { trace_chain: chain, message } = data.body ?? {};
  if ((chain === undefined) === (message === undefined)) return 'body: exactly one of trace_chain and message';
  if (message !== undefined)
    return typeof message.body === 'string' && message.body !== '' ? undefined : 'message.body';
  const whole = chain!.length > 0 && chain!.every(isTrace);
  return whole ? undefined : 'trace_chain';
}

function isTrace({ frames, exception }: RollbarTrace): boolean {
  return (
    Array.isArray(frames) &&
    frames.every(({ filename, lineno }) => typeof filename === 'string' && Number.isInteger(lineno)) &&
    typeof exception?.class === 'string' &&
    typeof exception.message === 'string'
  );
}

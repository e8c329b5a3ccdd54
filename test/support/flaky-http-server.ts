import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** How the server treats a request: a proper answer, or one of the ways in which servers fail at the wire. */
export type Behaviour =
  Answer | 'black hole' | 'drip headers' | 'drip body' | 'reset before answer' | 'reset mid-answer' | 'huge answer';

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Inflated where it came as gzip. */
  readonly body: Buffer;
  /** What arrived, as it arrived. */
  readonly wire: Buffer;
}

const HUGE_ANSWER_BYTES = 100 * 1024 * 1024;

/**
 * An HTTP server that misbehaves on demand. `behaviour` may be changed at any time, or be a function of the request's
 * number in `requests`. It keeps no process alive, and keeps what arrived complete.
 */
export class FlakyHttpServer {
  readonly requests: ReceivedRequest[] = [];
  connections = 0;
  /** Bytes of answers that it got rid of: shows how much of a huge answer a client took. */
  answeredBytes = 0;
  private readonly sockets = new Set<Socket>();
  private readonly drips = new Set<NodeJS.Timeout>();
  private readonly server = createServer((request, response) => this.onRequest(request, response));

  private constructor(public behaviour: Behaviour | ((number: number) => Behaviour)) {
    this.server.on('connection', (socket: Socket) => {
      this.connections += 1;
      this.sockets.add(socket.unref());
      socket.on('close', () => this.sockets.delete(socket)).on('error', () => socket.destroy());
    });
  }

  static async start(
    behaviour: Behaviour | ((number: number) => Behaviour) = { status: 200 },
  ): Promise<FlakyHttpServer> {
    const flaky = new FlakyHttpServer(behaviour);
    await new Promise<void>((resolve) => flaky.server.listen(0, '127.0.0.1', resolve));
    flaky.server.unref();
    return flaky;
  }

  get port(): number {
    return portOf(this.server);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get openConnections(): number {
    return this.sockets.size;
  }

  async stop(): Promise<void> {
    for (const drip of this.drips) clearInterval(drip);
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private onRequest(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      const wire = Buffer.concat(chunks);
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(wire) : wire;
      const { method = '', url = '', headers } = request;
      const number = this.requests.push({ method, url, headers, body, wire }) - 1;
      const { behaviour } = this;
      this.behave(typeof behaviour === 'function' ? behaviour(number) : behaviour, response);
    });
  }

  private behave(behaviour: Behaviour, response: ServerResponse): void {
    const socket = response.socket!;
    if (typeof behaviour === 'object') {
      response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
    } else if (behaviour === 'drip headers') {
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
      this.drip(socket);
    } else if (behaviour === 'drip body') {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
      this.drip(socket);
    } else if (behaviour === 'reset before answer') {
      socket.resetAndDestroy();
    } else if (behaviour === 'reset mid-answer') {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf', () => socket.resetAndDestroy());
    } else if (behaviour === 'huge answer') {
      this.pour(response.writeHead(200, { 'content-length': HUGE_ANSWER_BYTES }), HUGE_ANSWER_BYTES);
    }
  }

  private drip(socket: Socket): void {
    const drip = setInterval(() => socket.writable && socket.write('x'), 10).unref();
    this.drips.add(drip);
  }

  private pour(response: ServerResponse, left: number): void {
    const chunk = Buffer.alloc(Math.min(left, 64 * 1024), 'x');
    if (chunk.length === 0) response.end();
    else if (!response.destroyed) {
      response.write(chunk, (error) => {
        if (error) return;
        this.answeredBytes += chunk.length;
        this.pour(response, left - chunk.length);
      });
    }
  }
}

/** A port of this machine on which nobody listens. */
export async function refusingPort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address.port;
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers every request with the request itself, under every name by which a destination's client looks for a message. */
export class EchoServer {
  status = 401;
  /** All that it was sent, as text. */
  readonly seen: string[] = [];
  private readonly server = createServer((request, response) => void this.take(request, response));

  static async start(): Promise<EchoServer> {
    const echo = new EchoServer();
    await new Promise<void>((resolve) => echo.server.listen(0, '127.0.0.1', resolve));
    echo.server.unref();
    return echo;
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
    const { method, url, headers } = request;
    const told = `${method} ${url} ${JSON.stringify(headers)} ${Buffer.concat(chunks).toString('latin1')}`;
    this.seen.push(told);
    // Secrets first: messages are clipped.
    const keys = Object.entries(headers).filter(([name]) => /x-|authorization/.test(name));
    const message = `${JSON.stringify(keys)} ${url}`;
    const body = { __type: 'AccessDeniedException', err: 1, error: message, message, team: { name: message, slug: message } };
    response.writeHead(this.status, { 'content-type': 'application/json', 'x-amzn-errortype': message.slice(0, 200) });
    response.end(JSON.stringify(body));
  } // prettier-ignore
}

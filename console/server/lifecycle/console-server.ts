import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What one connection may cost, in milliseconds and bytes. */
const LIMITS = {
  headersTimeout: 10_000,
  /** The whole request, a body of 16 MB included. The answers that stay open are no part of it. */
  requestTimeout: 10_000,
  /** Sixteen bodies that never end would keep all others out until they are looked at. */
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
};
const MAX_CONNECTIONS = 500;

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that may listen before it can answer: what is asked until then waits. */
export class ConsoleServer {
  readonly http: Server;
  private handler: Handler | undefined;
  private readonly waiting: Parameters<Handler>[] = [];

  constructor() {
    this.http = createServer(LIMITS, (request, response) => {
      if (this.handler === undefined) this.waiting.push([request, response]);
      else this.handler(request, response);
    });
    this.http.maxConnections = MAX_CONNECTIONS;
  }

  answerBy(handler: Handler): void {
    this.handler = handler;
    for (const [request, response] of this.waiting.splice(0)) handler(request, response);
  }
}

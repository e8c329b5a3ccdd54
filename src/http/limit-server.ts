import type { Server } from 'node:http';

/** What one connection may cost, in milliseconds and bytes. Node answers what exceeds it with a bare 408 or 431. */
export const SERVER_LIMITS = {
  /** The headers have to be there in this time: a client that drips them holds a socket no longer. */
  headersTimeout: 10_000,
  /** And the whole request, body included. */
  requestTimeout: 30_000,
  /** Above the 60 s for which load balancers keep an idle connection, so that it is they who close it. */
  keepAliveTimeout: 65_000,
  /** How often the two timeouts above are looked at. */
  connectionsCheckingInterval: 5_000,
  /** Request line and headers: room for large tracestate and baggage, none for a flood. */
  maxHeaderSize: 16 * 1024,
} as const;

/**
 * Sets the limits of a server that does not listen yet. Node reads them from the server itself, those that are else given to
 * createServer too: the checking interval when it starts to listen, the header size with each connection.
 */
export function limitServer(
  server: Server,
  limits: Partial<Record<keyof typeof SERVER_LIMITS, number>> = SERVER_LIMITS,
): void {
  Object.assign(server, limits);
}

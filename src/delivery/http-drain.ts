import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as afterPoll } from 'node:timers/promises';
import { within } from './within.js';

/** How long a client may still use a connection that it kept, and is told by `Connection: close` to leave it. */
const GRACE_MS = 250;
const LOOK_EVERY_MS = 25;

/** Ends an HTTP server so that every request it accepted is answered. */
export class HttpDrain {
  private readonly connections = new Set<Socket>();

  /** Made before the server listens: a connection on which nothing was ever sent is told from one in use. */
  constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.connections.add(socket);
      socket.once('close', () => this.connections.delete(socket));
    });
  }

  /** Resolves when the last connection is gone; those that are left at the limit are cut. */
  async drain(limitMs: number): Promise<void> {
    const { server } = this;
    if (!server.listening) return;
    const startedAt = performance.now();
    server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
    // After the poll phase whatever connected until now has been accepted.
    await afterPoll();
    const closed = this.stopListening();
    for (;;) {
      if (await within(LOOK_EVERY_MS, closed)) return;
      const elapsed = performance.now() - startedAt;
      if (elapsed >= limitMs) return server.closeAllConnections();
      if (elapsed >= Math.min(GRACE_MS, limitMs / 2)) await this.closeIdle();
    }
  }

  /** Not by `http.Server.close`, which cuts idle kept connections at once, a request on its way included. */
  private stopListening(): Promise<void> {
    return new Promise((resolve) => NetServer.prototype.close.call(this.server, () => resolve()));
  }

  /** After the poll phase whatever arrived has been read: what looks idle is. */
  private async closeIdle(): Promise<void> {
    await afterPoll();
    this.server.closeIdleConnections();
    for (const socket of this.connections) if (socket.bytesRead === 0) socket.destroy();
  }
}

import type { ServerResponse } from 'node:http';

const HEARTBEAT_MS = 5_000;
const MAX_OWNERS = 64;
const GRACE_MS = 10_000;

/**
 * The services for whom this console runs. Each holds one answer open; its connection ends with its process, however that
 * ends. A console that lives for its owners is done some seconds after the last one, which a restart takes less than.
 */
export class Owners {
  private readonly leases = new Set<ServerResponse>();
  private readonly heartbeat: NodeJS.Timeout;
  private grace: NodeJS.Timeout | undefined;

  /** @param onGone called once; absent where the console is nobody's. */
  constructor(
    private readonly onGone?: () => void,
    private readonly graceMs = GRACE_MS,
  ) {
    // A byte now and then: a connection whose other machine went away is noticed by writing to it.
    this.heartbeat = setInterval(() => {
      for (const lease of this.leases) lease.write('\n');
    }, HEARTBEAT_MS);
    this.startGrace();
  }

  /** @returns false where there are too many. */
  take(response: ServerResponse): boolean {
    if (this.leases.size >= MAX_OWNERS) return false;
    clearTimeout(this.grace);
    this.leases.add(response);
    response.writeHead(200, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' });
    response.write('\n');
    response.once('close', () => {
      this.leases.delete(response);
      if (this.leases.size === 0) this.startGrace();
    });
    return true;
  }

  /** Lets go of all of them, and of the timers. */
  end(): void {
    clearInterval(this.heartbeat);
    clearTimeout(this.grace);
    for (const lease of this.leases) lease.end();
  }

  private startGrace(): void {
    clearTimeout(this.grace);
    if (this.onGone !== undefined) this.grace = setTimeout(this.onGone, this.graceMs);
  }
}

const WINDOW_MS = 1_000;
const LAST_WINDOW_MS = 200;

/**
 * How long a refusal is waited for after a datagram was handed to the kernel. A refusal is another host's ICMP message and
 * comes within a round trip, so a second is generous; at the process's last flush there is only a fifth of it.
 */
export class RefusalWindow {
  private windowMs = WINDOW_MS;
  private readonly waits = new Map<() => void, NodeJS.Timeout>();

  /** The last flush has begun: waits under way are cut to the shorter window too. */
  hurry(): void {
    this.windowMs = LAST_WINDOW_MS;
    for (const [end, timer] of this.waits) {
      clearTimeout(timer);
      this.waits.set(end, after(LAST_WINDOW_MS, end));
    }
  }

  /** Settles when the window is over, or at once when `stopped` aborts. Never rejects. */
  wait(stopped: AbortSignal): Promise<void> {
    if (stopped.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(this.waits.get(end));
        this.waits.delete(end);
        stopped.removeEventListener('abort', end);
        resolve();
      };
      this.waits.set(end, after(this.windowMs, end));
      stopped.addEventListener('abort', end);
    });
  }
}

/**
 * In a process that was blocked for longer the timer is over before the sockets have been read, so there is one more look at
 * them: an immediate comes after it.
 */
function after(ms: number, end: () => void): NodeJS.Timeout {
  return setTimeout(() => setImmediate(end), ms).unref();
}

import type { Backlog } from './backlog.js';
import type { Breaker } from './breaker.js';

/** A destination that was away before the flush began is given this long to show that it is back. */
const KNOWN_DEAD_MS = 1_500;

interface Wait {
  /** Groups with a lower order are waited for. */
  readonly before: number;
  readonly until: number;
  /** Failures in a row when the wait began, where the breaker was open then. */
  readonly failuresWhenDead: number | undefined;
  readonly settle: () => void;
}

/** Those who wait for a flush of one queue. Each wait ends when nothing is left, when it is hopeless, or at its deadline. */
export class FlushWaits {
  private readonly waits = new Set<Wait>();

  constructor(
    private readonly backlog: Backlog,
    private readonly breaker: Breaker,
    private readonly clock: () => number,
    /** Whether the destination is known not to be there. */
    private readonly isHeld: () => boolean,
  ) {}

  wait(deadlineMs: number): Promise<void> {
    const isDead = this.breaker.state === 'open';
    const limitMs = isDead ? Math.min(deadlineMs, KNOWN_DEAD_MS) : deadlineMs;
    this.backlog.forgetDelays();
    this.breaker.hurry(true);
    return new Promise((resolve) => {
      // The one timer that may keep the process alive: somebody waits for it.
      const timer = setTimeout(() => wait.settle(), limitMs);
      const wait: Wait = {
        before: this.backlog.end,
        until: this.clock() + limitMs,
        failuresWhenDead: isDead ? this.breaker.failures : undefined,
        settle: () => {
          clearTimeout(timer);
          this.waits.delete(wait);
          if (this.waits.size === 0) this.breaker.hurry(false);
          resolve();
        },
      };
      this.waits.add(wait);
    });
  }

  check(): void {
    for (const wait of this.waits) {
      if (this.backlog.isEmptyBefore(wait.before) || this.isHopeless(wait)) wait.settle();
    }
  }

  /** The destination is not there, asked to be left alone for longer, refuses the key, or was away before and did not answer the probe. */
  private isHopeless({ until, failuresWhenDead }: Wait): boolean {
    if (this.backlog.inFlight.size > 0) return false;
    const isStillDead = failuresWhenDead !== undefined && this.breaker.failures > failuresWhenDead;
    return this.isHeld() || isStillDead || this.breaker.closedUntil >= until;
  }
}

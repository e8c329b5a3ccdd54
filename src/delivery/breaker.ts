import { backoffMs } from './backoff.js';

const FAILURES_TO_OPEN = 5;
const UNAUTHORIZED_PROBE_MS = 30_000;
const HURRIED_CAP_MS = 300;

/**
 * Whether the destination may be asked now, and by how many at a time. After 5 failures in a row it is open: one probe
 * at a time, with backoff; the first success closes it. A refused key keeps it at one probe in 30 s.
 */
export class Breaker {
  /** In a row. */
  failures = 0;
  private probeAt = 0;
  private leftAloneUntil = 0;
  private unauthorized = false;
  private hurried = false;

  constructor(private readonly random: () => number) {}

  get state(): 'closed' | 'open' | 'unauthorized' {
    if (this.unauthorized) return 'unauthorized';
    return this.failures >= FAILURES_TO_OPEN ? 'open' : 'closed';
  }

  /** Before this instant the destination is left alone, whatever waits. */
  get closedUntil(): number {
    return Math.max(this.probeAt, this.leftAloneUntil);
  }

  allows(now: number, inFlight: number, maxInFlight: number): boolean {
    return now >= this.closedUntil && inFlight < (this.state === 'closed' ? maxInFlight : 1);
  }

  /** @returns true when this success ended an open state: whatever waits may go at once. */
  succeeded(): boolean {
    const wasOpen = this.state !== 'closed';
    this.failures = 0;
    this.probeAt = 0;
    this.leftAloneUntil = 0;
    this.unauthorized = false;
    return wasOpen;
  }

  failed(now: number, retryAfterMs = 0): void {
    this.failures += 1;
    this.leftAloneUntil = Math.max(this.leftAloneUntil, now + retryAfterMs);
    if (this.unauthorized) this.leftAloneUntil = now + UNAUTHORIZED_PROBE_MS;
    else if (this.state === 'open') this.probeAt = now + this.delayMs(this.failures - FAILURES_TO_OPEN + 1);
  }

  refusedKey(now: number): void {
    this.unauthorized = true;
    this.leftAloneUntil = now + UNAUTHORIZED_PROBE_MS;
  }

  /** Backoff after so many failures; short while somebody waits for a flush. */
  delayMs(failures: number): number {
    return backoffMs(failures, this.random, this.hurried ? HURRIED_CAP_MS : undefined);
  }

  /** Somebody waits for a flush: an open breaker is probed at once. What the destination asked for itself is kept. */
  hurry(on: boolean): void {
    this.hurried = on;
    if (on) this.probeAt = 0;
  }
}

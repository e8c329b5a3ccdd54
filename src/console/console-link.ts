import { setTimeout as pause } from 'node:timers/promises';
import type { ConsoleTarget } from './console.config.js';
import { findConsole, type Found } from './find-console.js';
import { takeLease, type Lease } from './lease.js';

/** A console that was started listens within a second; on a machine with much else to do it may take several. */
const COMES_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 100;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** A console looks at no Bearer token of an address that has sent too many wrong ones, and another service's is from the same. */
const REFUSED_PAUSE_MS = 30_000;
const MAX_LAUNCHES = 5;
/** A lease that lasted so long was a console that works: its end says nothing against starting another. */
const GOOD_LEASE_MS = 60_000;

export interface ConsoleLinkOptions {
  readonly target: ConsoleTarget;
  /** Starts a console; false where there is none to start. */
  readonly launch: () => boolean;
  readonly logger: { log(text: string): void; warn(text: string): void };
  readonly onUp: () => void;
}

/**
 * Looks for a console, starts one where nobody listens, and holds its lease; again, with backoff, when that ends. It goes on
 * looking when it has given up starting one, as a person may start it. Nothing of it keeps the process alive.
 */
export class ConsoleLink {
  private lease: Lease | undefined;
  private ended = false;
  private launches = 0;
  private launchedAt = -Infinity;
  private failures = 0;
  private said = '';

  constructor(private readonly options: ConsoleLinkOptions) {}

  /** Whether the console is there, as far as is known. */
  get isUp(): boolean {
    return this.lease !== undefined;
  }

  /** Returns when `end` was called. Never rejects. */
  async run(): Promise<void> {
    while (!this.ended) {
      const found = await findConsole(this.options.target);
      if (found === 'console') await this.holdLease();
      else this.cope(found);
      await pause(found === 'refuses' ? REFUSED_PAUSE_MS : this.pauseMs(), undefined, { ref: false });
    }
  }

  end(): void {
    this.ended = true;
    this.lease?.end();
  }

  private async holdLease(): Promise<void> {
    const lease = await takeLease(this.options.target);
    if (lease === undefined || this.ended) return lease?.end();
    const since = performance.now();
    this.lease = lease;
    this.failures = 0;
    this.launchedAt = -Infinity;
    this.said = '';
    this.options.onUp();
    await lease.over;
    this.lease = undefined;
    if (performance.now() - since >= GOOD_LEASE_MS) this.launches = 0;
    if (!this.ended) this.say('has gone');
  }

  private cope(found: Exclude<Found, 'console'>): void {
    const { port } = this.options.target;
    if (this.isComing) return;
    if (found === 'refuses') this.say(`the one on port ${port} refuses CONSOLE_TOKEN`);
    else if (found === 'stranger') this.say(`port ${port} is taken by something else: CONSOLE_PORT names another`);
    else if (found === 'silent') this.say(`whoever listens on port ${port} does not answer`);
    else this.launch();
  }

  private launch(): void {
    if (this.launches >= MAX_LAUNCHES) return this.say('is not started again: npm run console says why');
    if (this.launchedAt > -Infinity) this.say('did not start: npm run console says why');
    this.launchedAt = -Infinity;
    try {
      if (!this.options.launch()) return this.say('is not built: npm run build builds it');
    } catch (error) {
      return this.say(`could not be started: ${String(error)}`);
    }
    this.launches += 1;
    this.launchedAt = performance.now();
  }

  private get isComing(): boolean {
    return performance.now() - this.launchedAt < COMES_WITHIN_MS;
  }

  private pauseMs(): number {
    if (this.isComing) return LOOK_EVERY_MS;
    this.failures += 1;
    return Math.min(FIRST_PAUSE_MS * 2 ** (this.failures - 1), LONGEST_PAUSE_MS);
  }

  /** Once, until there is something else to say. */
  private say(text: string): void {
    if (text !== this.said) this.options.logger.warn(`telemetry console: ${text}`);
    this.said = text;
  }
}

import { Accounts } from './accounts.js';
import { Backlog } from './backlog.js';
import { Breaker } from './breaker.js';
import type { BudgetShare, ByteBudget } from './byte-budget.js';
import type { CleanScope } from './clean-scope.js';
import type { DeliveryProtocol, Group } from './delivery-protocol.js';
import { describeError } from './describe-error.js';
import { FlushWaits } from './flush-waits.js';
import type { QueueCondition } from './queue-condition.js';
import { Sender } from './sender.js';
import { QueueSpooler } from './spool/queue-spooler.js';
import { TroubleLog, type TroubleLogOptions } from './trouble-log.js';

export interface QueueOptions {
  /** The name under which the accounts stand. */
  readonly sink: string;
  /** Where it sends, for people; no secrets. */
  readonly destination: string;
  /** What its part of the spool is known by, where `destination` is another in each run. */
  readonly spooledAs?: string;
  readonly protocol: DeliveryProtocol;
  readonly unit?: 'span' | 'item' | 'log event';
}

/** What a queue shares with the others of its service. */
export interface QueueSurroundings {
  readonly budget: ByteBudget;
  readonly scope: CleanScope;
  readonly logger: TroubleLogOptions['logger'];
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  readonly random: () => number;
  /** The deadline of a flush that names none. */
  readonly flushMs: number;
  /** Called when there is something to do again: from now on `tick` has to be called until `isIdle`. */
  readonly wake: () => void;
}

/** What a queue whose destination is well may hold as it is. */
const PLAIN_BYTES = 4 * 1024 * 1024;

/** An attempt that takes longer than this counts as trouble for the spool: it may be a black hole. A healthy one over UDP waits 1 s for a refusal. */
const SUSPICIOUS_ATTEMPT_MS = 1_500;

/**
 * The queue of one destination: groups in, batches out, at most `maxInFlight` attempts at a time, in order where that
 * is 1. Opened by DeliveryService. It is its own scheduler: `tick` and the end of each attempt drive it.
 */
export class DeliveryQueue {
  readonly accounts = new Accounts();
  readonly spooler: QueueSpooler;
  private readonly backlog: Backlog;
  private readonly breaker: Breaker;
  private readonly trouble: TroubleLog;
  private readonly sender: Sender;
  private readonly flushes: FlushWaits;
  private readonly share: BudgetShare;
  private packing = false;

  constructor(
    readonly options: QueueOptions,
    private readonly surroundings: QueueSurroundings,
  ) {
    const { sink, destination, protocol, unit = 'item' } = options;
    const { budget, logger, clock, random } = surroundings;
    this.share = budget.join(() => this.backlog.giveUpOldest());
    this.backlog = new Backlog(protocol, this.share, (reason, items) => this.drop(reason, items));
    this.breaker = new Breaker(random);
    this.trouble = new TroubleLog({ sink, destination, unit, logger });
    const { accounts, backlog, breaker, trouble } = this;
    this.sender = new Sender({ protocol, accounts, backlog, breaker, trouble, clock }, () => this.proceed());
    this.flushes = new FlushWaits(backlog, breaker, clock, () => this.sender.isHeld);
    this.spooler = new QueueSpooler(backlog, accounts, protocol.limits);
  }

  /**
   * Takes a group whose items are recorded in the accounts, and a copy of its bytes: they may be used again at once. Cheap,
   * never throws, never waits; drops by policy.
   */
  add(group: Group): void {
    if (this.sender.stopped) return this.drop('shutdown', group.items);
    this.surroundings.wake();
    if (this.backlog.push(group, this.surroundings.clock())) return;
    const isTooLarge = group.bytes.byteLength > this.surroundings.budget.totalBytes;
    this.drop(isTooLarge ? 'too_large' : 'queue_full', group.items);
  }

  /**
   * Sends what is there now. Settles when that is delivered or dropped, when the destination is known not to take it in
   * time, or at the deadline; never rejects.
   */
  flush(deadlineMs = this.surroundings.flushMs): Promise<void> {
    return this.surroundings.scope.run(() => {
      this.backlog.seal();
      const flushed = this.flushes.wait(deadlineMs);
      this.proceed();
      return flushed;
    });
  }

  /** Whether it holds nothing and owes no line: until the next `add` there is nothing for `tick` to do. */
  get isIdle(): boolean {
    return this.backlog.isEmpty && !this.trouble.owesLine;
  }

  /** Called every few milliseconds, in the clean scope. */
  tick(): void {
    this.sealWhatIsDue();
    this.proceed();
    this.trouble.tick(this.sender.standing());
    const { isHeld, oldestAttemptMs } = this.sender;
    const isTroubled = this.trouble.lasts || isHeld || oldestAttemptMs > SUSPICIOUS_ATTEMPT_MS;
    // Where it is not sent compressed, compressing is for memory alone: what goes out in a moment is not worth it.
    if (this.options.protocol.gzip || isTroubled || this.share.heldBytes > PLAIN_BYTES) this.packWhatWaits();
    if (isTroubled) this.spooler.store();
  }

  /** The end: what is in flight is aborted and stays pending, in the spool too where there is one. Never rejects. */
  async close(): Promise<void> {
    if (this.sender.stopped) return;
    this.backlog.seal();
    await this.sender.stop();
    await this.spooler.storeAll();
    try {
      this.options.protocol.close?.();
    } catch (error) {
      this.surroundings.logger.warn(`${this.options.sink}: closing its sockets failed: ${describeError(error)}`);
    }
  }

  condition(): QueueCondition {
    const isClosed = this.breaker.state === 'closed';
    const isProbing = this.backlog.inFlight.size > 0;
    return {
      sink: this.options.sink,
      heldBytes: this.share.heldBytes,
      breaker: isClosed ? 'closed' : isProbing ? 'half_open' : 'open',
      lastError: this.sender.lastError,
    };
  }

  /** Counts again, from what is really held, what the accounts call pending. */
  countItems(): number {
    return this.backlog.countItems();
  }

  private proceed(): void {
    this.sender.pump();
    this.flushes.check();
  }

  /** While nothing could be sent, the open batch grows instead: fewer and better compressed batches. */
  private sealWhatIsDue(): void {
    const since = this.backlog.openSince;
    const isDue =
      since !== undefined && this.surroundings.clock() - since >= this.options.protocol.limits.flushIntervalMs;
    if (isDue && this.sender.wouldTakeNew) this.backlog.seal();
  }

  private packWhatWaits(): void {
    const batch = this.packing ? undefined : this.backlog.waitingBatches.find(({ isWorthPacking }) => isWorthPacking);
    if (!batch) return;
    this.packing = true;
    void batch
      .pack()
      .catch((error: unknown) => this.surroundings.logger.warn(`compressing failed: ${describeError(error)}`))
      .finally(() => (this.packing = false));
  }

  private drop(reason: string, items: number): void {
    this.accounts.drop(reason, items);
    this.trouble.lost(reason, items);
  }
}

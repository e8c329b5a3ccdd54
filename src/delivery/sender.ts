import type { Accounts } from './accounts.js';
import { attempt } from './attempt.js';
import type { Backlog } from './backlog.js';
import type { Breaker } from './breaker.js';
import type { DeliveryOutcome, DeliveryProtocol } from './delivery-protocol.js';
import { describeError, oneLine } from './describe-error.js';
import type { QueueCondition } from './queue-condition.js';
import type { SealedBatch } from './sealed-batch.js';
import type { Standing, TroubleLog } from './trouble-log.js';

export interface SenderParts {
  readonly protocol: DeliveryProtocol;
  readonly accounts: Accounts;
  readonly backlog: Backlog;
  readonly breaker: Breaker;
  readonly trouble: TroubleLog;
  readonly clock: () => number;
}

/** Takes batches off the backlog, makes the attempts, and enters in the accounts what each outcome means. */
export class Sender {
  /** What the last attempt that failed met with. */
  lastError: QueueCondition['lastError'];
  private readonly stopping = new AbortController();
  private readonly runs = new Map<Promise<void>, number>();

  constructor(
    private readonly parts: SenderParts,
    private readonly onSettled: () => void,
  ) {}

  get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Whether the destination is known not to be there yet. */
  get isHeld(): boolean {
    return this.parts.protocol.isUp?.() === false;
  }

  get oldestAttemptMs(): number {
    const [startedAt] = this.runs.values();
    return startedAt === undefined ? 0 : this.parts.clock() - startedAt;
  }

  /** Starts every attempt that may start now. */
  pump(): void {
    for (let batch = this.next(); batch && !this.stopped; batch = this.next()) {
      this.parts.backlog.takeOff(batch);
      const run = this.run(batch).finally(() => {
        this.runs.delete(run);
        this.onSettled();
      });
      this.runs.set(run, this.parts.clock());
    }
  }

  /** Whether a batch sealed now would be tried at once, and not wait behind others. */
  get wouldTakeNew(): boolean {
    const { backlog, breaker, protocol } = this.parts;
    const waiting = backlog.waitingBatches;
    if (!this.mayAsk(this.parts.clock())) return false;
    if (protocol.limits.maxInFlight === 1) return waiting.length === 0;
    return breaker.state === 'closed' ? !this.next() : !waiting.some((batch) => batch.attempts === 0);
  }

  /** Aborts what is in flight; those batches wait again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.runs.keys());
  }

  standing(): Standing {
    return { now: this.parts.clock(), waiting: this.parts.accounts.pending };
  }

  private mayAsk(now: number): boolean {
    const { backlog, breaker, protocol } = this.parts;
    return !this.isHeld && breaker.allows(now, backlog.inFlight.size, protocol.limits.maxInFlight);
  }

  private next(): SealedBatch | undefined {
    const { backlog, breaker, protocol } = this.parts;
    const now = this.parts.clock();
    const waiting = backlog.waitingBatches;
    if (!this.mayAsk(now)) return undefined;
    const isDue = (batch: SealedBatch) => breaker.state !== 'closed' || batch.notBefore <= now;
    if (protocol.limits.maxInFlight === 1) return waiting[0] && isDue(waiting[0]) ? waiting[0] : undefined;
    if (breaker.state === 'closed') return waiting.find(isDue);
    // Probing with the least tried one keeps a batch that never passes from holding up those that would.
    return waiting.length === 0 ? undefined : waiting.reduce((a, b) => (b.attempts < a.attempts ? b : a));
  }

  private async run(batch: SealedBatch): Promise<void> {
    try {
      await batch.load();
    } catch (error) {
      return this.drop(batch, 'spool_lost', describeError(error));
    }
    const { attemptTimeoutMs } = this.parts.protocol.limits;
    await this.settle(batch, await attempt(this.parts.protocol, batch, attemptTimeoutMs, this.stopping.signal));
  }

  private async settle(batch: SealedBatch, outcome: DeliveryOutcome): Promise<void> {
    const before = this.standing();
    if ('because' in outcome) this.lastError = { epochMs: Date.now(), because: oneLine(outcome.because) };
    switch (outcome.kind) {
      case 'delivered':
        this.deliver(batch, outcome.rejected);
        return this.answered(before);
      case 'refused':
        if (outcome.unauthorized) return this.keyRefused(batch, outcome);
        this.drop(batch, outcome.reason, outcome.because);
        return this.answered(before);
      case 'split':
        await this.split(batch, outcome.because);
        return this.answered(before);
      default:
        return this.retry(batch, outcome.because, outcome.retryAfterMs);
    }
  }

  private deliver(batch: SealedBatch, rejected?: { readonly reason: string; readonly items: number }): void {
    const { accounts, backlog, trouble } = this.parts;
    const lost = rejected?.items ?? 0;
    accounts.deliver(batch.items - lost);
    if (rejected && lost > 0) {
      accounts.drop(rejected.reason, lost);
      trouble.lost(rejected.reason, lost, 'the destination refused them');
    }
    backlog.finish(batch);
  }

  private drop(batch: SealedBatch, reason: string, because: string): void {
    const { accounts, backlog, trouble } = this.parts;
    accounts.drop(reason, batch.items);
    trouble.lost(reason, batch.items, because);
    backlog.finish(batch);
  }

  private async split(batch: SealedBatch, because: string): Promise<void> {
    if (batch.groupCount < 2) return this.drop(batch, 'too_large', because);
    try {
      await this.parts.backlog.split(batch);
    } catch (error) {
      this.drop(batch, 'too_large', describeError(error));
    }
  }

  private retry(batch: SealedBatch, because: string, retryAfterMs?: number): void {
    const { backlog, breaker, trouble, clock } = this.parts;
    if (this.stopped) return backlog.putBack(batch);
    batch.attempts += 1;
    batch.notBefore = clock() + (retryAfterMs ?? breaker.delayMs(batch.attempts));
    breaker.failed(clock(), retryAfterMs);
    backlog.putBack(batch);
    trouble.failed(because, this.standing());
  }

  private keyRefused(batch: SealedBatch, { reason, because, advice }: DeliveryOutcome & { kind: 'refused' }): void {
    const { now, waiting } = this.standing();
    this.parts.breaker.refusedKey(now);
    this.parts.trouble.keyRefused(because, advice, { now, waiting: waiting - batch.items });
    this.drop(batch, reason, because);
  }

  private answered(before: Standing): void {
    if (this.parts.breaker.succeeded()) this.parts.backlog.forgetDelays();
    this.parts.trouble.recovered(before);
  }
}

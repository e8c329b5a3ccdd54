import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { AccountsSnapshot } from './accounts.js';
import { ByteBudget } from './byte-budget.js';
import { CleanScope } from './clean-scope.js';
import { deliveryConfig, type DeliveryConfig } from './delivery.config.js';
import { DeliveryQueue, type QueueOptions } from './delivery-queue.js';
import { describeError } from './describe-error.js';
import type { DestinationStatus } from './destination-status.js';
import type { QueueCondition } from './queue-condition.js';
import { Spool } from './spool/spool.js';
import { sumAccounts } from './sum-accounts.js';
import { within } from './within.js';

/** With the 50 ms that a sink may hold its items: short enough that what is in trouble is on disk within 100 ms. */
const TICK_MS = 20;
/** Of the last flush's deadline, what is kept for writing the rest to the spool. */
const SPOOLING_MS = 500;

const clock = () => performance.now();

/**
 * All queues of the application: opened here, driven by one timer, bounded together, flushed side by side at the end. The
 * timer runs while there is something to do: an idle service is not woken.
 */
@Injectable()
export class DeliveryService implements OnApplicationShutdown {
  private readonly logger = new Logger('Delivery');
  private readonly scope = new CleanScope();
  private readonly budget: ByteBudget;
  private readonly spool: Spool | undefined;
  private readonly queues: DeliveryQueue[] = [];
  private readonly seals: (() => void)[] = [];
  private readonly announced: DestinationStatus[] = [];
  private ticking: NodeJS.Timeout | undefined;
  private endsAt = Infinity;
  private lastFlush: Promise<void> | undefined;

  constructor(@Inject(deliveryConfig.KEY) private readonly config: DeliveryConfig) {
    const { queueBytes, spoolDir: directory, spoolBytes: maxBytes } = config;
    this.budget = new ByteBudget(queueBytes);
    this.spool = directory ? new Spool({ directory, maxBytes, logger: this.logger, clock }) : undefined;
  }

  openQueue(options: QueueOptions): DeliveryQueue {
    return this.scope.run(() => {
      const { budget, scope, logger, wake } = this;
      const surroundings = { budget, scope, logger, clock, random: Math.random, flushMs: this.config.shutdownMs, wake };
      const queue = new DeliveryQueue(options, surroundings);
      this.queues.push(queue);
      this.spool?.register(queue);
      this.wake();
      return queue;
    });
  }

  /** @param seal called at the last flush before the queues are flushed: the sink detaches and hands over what it holds. */
  onFlush(seal: () => void): void {
    this.seals.push(seal);
  }

  /** Keeps, for the boot lines, whether a destination is on. */
  announce(status: DestinationStatus): void {
    this.announced.push(status);
  }

  statuses(): readonly DestinationStatus[] {
    return this.announced;
  }

  accounts(): Record<string, AccountsSnapshot> {
    return sumAccounts(this.queues.map(({ options, accounts }) => [options.sink, accounts.snapshot()]));
  }

  conditions(): readonly QueueCondition[] {
    return this.queues.map((queue) => queue.condition());
  }

  /** What a sink's accounts count. */
  unitOf(sink: string): NonNullable<QueueOptions['unit']> {
    return this.queues.find(({ options }) => options.sink === sink)?.options.unit ?? 'item';
  }

  get shutdownMs(): number {
    return this.config.shutdownMs;
  }

  /** Whoever calls `flush`: the last flush ends by this instant of `performance.now()`. */
  mustEndBy(instantMs: number): void {
    this.endsAt = Math.min(this.endsAt, instantMs);
  }

  /**
   * The last flush: sinks hand over, queues send side by side, and are closed at the deadline; what is left stays pending,
   * in the spool where there is one. Every call after the first gives the first one's promise. Never rejects.
   */
  flush(deadlineMs = this.config.shutdownMs): Promise<void> {
    this.lastFlush ??= this.scope.run(() => this.flushAndClose(deadlineMs));
    return this.lastFlush;
  }

  onApplicationShutdown(): Promise<void> {
    return this.flush();
  }

  private readonly wake = (): void => {
    this.ticking ??= this.scope.run(() => setInterval(() => this.tick(), TICK_MS).unref());
  };

  private tick(): void {
    for (const queue of this.queues) queue.tick();
    this.spool?.tick();
    if (this.spool === undefined && this.queues.every((queue) => queue.isIdle)) this.sleep();
  }

  private sleep(): void {
    clearInterval(this.ticking);
    this.ticking = undefined;
  }

  private async flushAndClose(deadlineMs: number): Promise<void> {
    const limitMs = Math.max(0, Math.min(deadlineMs, this.endsAt - clock()));
    const sendingMs = this.spool ? limitMs - Math.min(SPOOLING_MS, limitMs / 4) : limitMs;
    for (const seal of this.seals) this.guarded(seal);
    await Promise.all(this.queues.map((queue) => queue.flush(sendingMs)));
    await within(SPOOLING_MS, this.close());
    this.sleep();
  }

  private async close(): Promise<void> {
    await Promise.all(this.queues.map((queue) => queue.close()));
    await this.spool?.close();
  }

  private guarded(seal: () => void): void {
    try {
      seal();
    } catch (error) {
      this.logger.warn(`a sink could not hand over what it held: ${describeError(error)}`);
    }
  }
}

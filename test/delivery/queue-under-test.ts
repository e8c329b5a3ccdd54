import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DeliveryQueue, type DeliveryProtocol, type Group } from '../../src/delivery/index.js';
import { ByteBudget } from '../../src/delivery/byte-budget.js';
import { CleanScope } from '../../src/delivery/clean-scope.js';

interface Options {
  readonly budget?: ByteBudget;
  readonly sink?: string;
  readonly flushMs?: number;
  readonly random?: () => number;
}

/** A real queue on a clock of its own: time passes only by `pass`. */
export class QueueUnderTest {
  now = 1_000;
  readonly lines: string[] = [];
  readonly budget: ByteBudget;
  readonly queue: DeliveryQueue;

  constructor(protocol: DeliveryProtocol, options: Options = {}) {
    this.budget = options.budget ?? new ByteBudget(1_000_000);
    const say = (level: string) => (text: string) => void this.lines.push(`${level} ${text}`);
    this.queue = new DeliveryQueue(
      { sink: options.sink ?? 'sink', destination: 'http://there', protocol, unit: 'item' },
      {
        budget: this.budget,
        scope: new CleanScope(),
        logger: { log: say('log'), warn: say('warn'), error: say('error') },
        clock: () => this.now,
        random: options.random ?? (() => 1),
        flushMs: options.flushMs ?? 2_000,
        wake: () => undefined,
      },
    );
  }

  record(group: Group): void {
    this.queue.accounts.record(group.items);
    this.queue.add(group);
  }

  /** Lets `ms` go by and the queue act, and lets what it started get as far as it gets without time. */
  async pass(ms: number): Promise<void> {
    this.now += ms;
    this.queue.tick();
    await this.settle();
  }

  /** Long enough for promises, timers at 0 and small compressions. */
  async settle(turns = 8): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) await nextTurn();
  }

  get accounts() {
    return this.queue.accounts.snapshot();
  }

  /** Throws where the accounts do not add up, or differ from what the queue holds when counted again. */
  check(): void {
    const { recorded, delivered, pending, dropped } = this.accounts;
    const lost = Object.values(dropped).reduce((sum, items) => sum + items, 0);
    assert.equal(recorded, delivered + pending + lost);
    assert.equal(pending, this.queue.countItems());
    assert.ok(this.budget.heldBytes >= 0);
  }
}

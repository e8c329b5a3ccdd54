import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { DeliveryService, type DeliveryQueue } from '../delivery/index.js';
import { ErrorReporter, errorSnapshot, type ErrorContext, type ErrorSink } from '../errors/index.js';
import { ItemBuilder } from './item/item-builder.js';
import type { Report } from './item/report.js';
import { MinuteBudget } from './minute-budget.js';
import { rollbarConfig, type RollbarConfig } from './rollbar.config.js';
import { RollbarProtocol } from './rollbar.protocol.js';

/** The vendor's package takes tens of milliseconds to load: not while the service starts, nor in a request. */
const LOAD_AFTER_MS = 500;

/**
 * Takes errors and messages for Rollbar. What was thrown is read at once, as its request may change it; the item is
 * built when the request has gone on, and at the latest before the last flush.
 */
@Injectable()
export class RollbarErrorSink implements ErrorSink, OnModuleInit, OnApplicationBootstrap {
  readonly name = 'rollbar';
  private readonly logger = new Logger('Rollbar');
  private readonly budget: MinuteBudget;
  private readonly waiting: Report[] = [];
  private queue: DeliveryQueue | undefined;
  private builder: ItemBuilder | undefined;
  private loading: NodeJS.Timeout | undefined;

  constructor(
    @Inject(rollbarConfig.KEY) private readonly config: RollbarConfig,
    private readonly delivery: DeliveryService,
    private readonly reporter: ErrorReporter,
  ) {
    this.budget = new MinuteBudget(config.itemsPerMinute);
  }

  onModuleInit(): void {
    const { accessToken, endpoint } = this.config;
    if (accessToken === undefined) {
      this.delivery.announce({ sink: this.name, state: 'off', variable: 'ROLLBAR_ACCESS_TOKEN' });
      return;
    }
    const { origin, pathname } = new URL(endpoint);
    const protocol = new RollbarProtocol({ accessToken, endpoint });
    this.queue = this.delivery.openQueue({ sink: this.name, destination: origin + pathname, protocol, unit: 'item' });
    const detach = this.reporter.attach(this);
    this.delivery.onFlush(() => {
      detach();
      clearTimeout(this.loading);
      this.build();
    });
    this.delivery.announce({ sink: this.name, state: 'on', to: origin + pathname });
  }

  onApplicationBootstrap(): void {
    if (this.queue !== undefined) this.loading = setTimeout(() => this.builtBy(), LOAD_AFTER_MS).unref();
  }

  onError(error: unknown, context: ErrorContext): void {
    this.accept(() => ({ error: errorSnapshot(error), context, atMs: Date.now() }));
  }

  onMessage(message: string, context: ErrorContext): void {
    this.accept(() => ({ message, context, atMs: Date.now() }));
  }

  private accept(read: () => Report): void {
    if (this.queue === undefined) return;
    const verdict = this.budget.take();
    if (verdict === 'within') {
      const first = this.waiting.push(read()) === 1;
      this.queue.accounts.record(1);
      if (first) setImmediate(() => this.build());
      return;
    }
    this.queue.accounts.record(1);
    this.queue.accounts.drop('rate_limited', 1);
    if (verdict === 'over') return;
    this.logger.warn(
      `more than ${this.budget.limit} items in a minute (ROLLBAR_ITEMS_PER_MINUTE): the rest of it is dropped`,
    );
  }

  private build(): void {
    for (const report of this.waiting.splice(0)) {
      try {
        this.queue?.add({ bytes: this.builtBy().build(report), items: 1 });
      } catch (error) {
        this.queue?.accounts.drop('encode_error', 1);
        this.logger.error('an item could not be built', error);
      }
    }
  }

  private builtBy(): ItemBuilder {
    return (this.builder ??= new ItemBuilder(this.config));
  }
}

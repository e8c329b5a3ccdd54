import { Logger } from '@nestjs/common';
import { CleanScope, type DeliveryQueue } from '../delivery/index.js';
import type { EncodingName } from './encoding/encoding-name.js';
import type { SignalEncoding } from './encoding/otlp-encoding.js';

/** Spans of 64 make some 30 kB: enough for gzip to see what repeats, little enough to encode between two requests. */
const GROUP_ITEMS = 64;
/** A group is never taken apart: a larger one might be what an endpoint with a small limit refuses whole. */
const MAX_GROUP_BYTES = 256 * 1024;
const GROUPS_A_SLICE = 8;
/** Where the event loop never turns, encoding cannot wait for its slice: the raw items would grow without bound. */
const MAX_WAITING = 4_096;
/** Half of the 100 ms within which an item is in the spool while a destination is in trouble. */
const ENCODE_AFTER_MS = 50;
const SAY_AGAIN_MS = 10_000;

/** A group ready to be sent, or items that no group can hold. */
interface Encoded {
  readonly items: number;
  readonly bytes: Uint8Array | undefined;
}

/**
 * The items of one signal on their way to any number of destinations. They wait raw until a group is full or 50 ms are
 * over, are encoded outside the tick that brought them, once for each encoding in use, and all destinations of an
 * encoding get the same bytes.
 */
export class EncodeOnce<Item> {
  private readonly queues = new Map<EncodingName, DeliveryQueue[]>();
  private waiting: Item[] = [];
  private sliceScheduled = false;
  private isStarted = false;
  private readonly scope = new CleanScope();
  private timer: NodeJS.Timeout | undefined;
  private readonly logger = new Logger('Otlp');
  private saidAt = Number.NEGATIVE_INFINITY;

  constructor(readonly encodings: Readonly<Record<EncodingName, SignalEncoding<Item>>>) {}

  /** From now on nothing waits for longer than 50 ms. Where nothing waits nothing wakes the process. */
  start(): void {
    this.isStarted = true;
    if (this.waiting.length > 0) this.scheduleFlush();
  }

  /** Encodes what waits; from now on nothing is encoded by time. */
  stop(): void {
    this.isStarted = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flush();
  }

  /** A queue gets what is accepted from now on. */
  addQueue(encoding: EncodingName, queue: DeliveryQueue): void {
    this.flush();
    this.queues.set(encoding, [...(this.queues.get(encoding) ?? []), queue]);
  }

  accept(item: Item): void {
    if (this.queues.size === 0) return;
    for (const queues of this.queues.values()) for (const queue of queues) queue.accounts.record(1);
    const count = this.waiting.push(item);
    if (count >= MAX_WAITING) this.flush();
    else if (count >= GROUP_ITEMS) this.scheduleSlice();
    this.scheduleFlush();
  }

  private scheduleFlush(): void {
    if (this.isStarted)
      this.timer ??= this.scope.run(() => setTimeout(() => this.flushInTime(), ENCODE_AFTER_MS).unref());
  }

  private flushInTime(): void {
    this.timer = undefined;
    this.flush();
  }

  private scheduleSlice(): void {
    if (this.sliceScheduled) return;
    this.sliceScheduled = true;
    setImmediate(() => {
      this.sliceScheduled = false;
      for (let group = 0; group < GROUPS_A_SLICE && this.waiting.length >= GROUP_ITEMS; group += 1)
        this.hand(this.waiting.splice(0, GROUP_ITEMS));
      if (this.waiting.length >= GROUP_ITEMS) this.scheduleSlice();
    });
  }

  private flush(): void {
    const { waiting } = this;
    this.waiting = [];
    for (let from = 0; from < waiting.length; from += GROUP_ITEMS) this.hand(waiting.slice(from, from + GROUP_ITEMS));
  }

  private hand(items: readonly Item[]): void {
    for (const [encoding, queues] of this.queues) {
      for (const group of this.encode(encoding, items)) {
        for (const queue of queues) {
          if (group.bytes === undefined) queue.accounts.drop('encode_error', group.items);
          else queue.add({ bytes: group.bytes, items: group.items });
        }
      }
    }
  }

  /**
   * One group of all items, or of halves of them where it is too large, or where one of them cannot be encoded. One after the
   * other: each is good until the next.
   */
  private *encode(encoding: EncodingName, items: readonly Item[]): Generator<Encoded, void> {
    const { length } = items;
    let bytes: Uint8Array | undefined;
    try {
      bytes = this.encodings[encoding].encodeGroup(items);
    } catch (error) {
      if (length === 1) this.sayLoss(error);
    }
    if (length === 1 || (bytes !== undefined && bytes.byteLength <= MAX_GROUP_BYTES)) yield { items: length, bytes };
    else {
      yield* this.encode(encoding, items.slice(0, length >>> 1));
      yield* this.encode(encoding, items.slice(length >>> 1));
    }
  }

  /** The accounts count each one; a line says that there is something to count. */
  private sayLoss(error: unknown): void {
    if (performance.now() - this.saidAt < SAY_AGAIN_MS) return;
    this.saidAt = performance.now();
    this.logger.warn('an item could not be encoded and is dropped', error);
  }
}

import { promisify } from 'node:util';
import { gunzip as gunzipCallback, gzip as gzipCallback } from 'node:zlib';
import { Body } from './body.js';
import type { BufferPool } from './buffer-pool.js';
import type { DeliveryBatch, Framing, Group } from './delivery-protocol.js';
import { unframe, type Shape } from './framing.js';
import { plainCost, type OpenBatch } from './open-batch.js';
import { BatchStorage } from './spool/batch-storage.js';

const gzip = promisify(gzipCallback);
const gunzip = promisify(gunzipCallback);

/** What a waiting batch costs beside its compressed bytes. */
const BATCH_OVERHEAD_BYTES = 500;
/** What a batch costs whose content is on disk only. */
const ON_DISK_BYTES = 300;
/** Below this, compressing a batch frees nothing worth its time. */
const MIN_BYTES_TO_PACK = 2_048;

/** What all batches of one queue have in common. */
export interface BatchWay {
  readonly framing: Framing;
  readonly gzip: boolean;
  readonly pool: BufferPool;
  charge(bytes: number): void;
}

type Content =
  | { readonly form: 'plain'; readonly body: Body }
  | { readonly form: 'packed'; readonly zipped: Buffer; readonly shape: Shape }
  | { readonly form: 'on disk' };

type Plain = { readonly bytes: Buffer; readonly shape: Shape };

interface Parts {
  readonly order: number;
  readonly items: number;
  readonly groupCount: number;
  readonly content: Content;
  readonly heldBytes: number;
  readonly storage: BatchStorage;
}

/** A batch that takes no more groups. While it waits it is compressed; where it is spooled its memory may be let go. */
export class SealedBatch implements DeliveryBatch {
  attempts = 0;
  /** Not to be tried before this instant. */
  notBefore = 0;
  readonly order: number;
  readonly items: number;
  readonly groupCount: number;
  readonly storage: BatchStorage;
  private content: Content;
  private held: number;
  private packing: Promise<Buffer> | undefined;
  /** Whether an attempt may hold views of the plain body. */
  private isRead = false;
  private finished = false;

  private constructor(
    parts: Parts,
    private readonly way: BatchWay,
  ) {
    ({ order: this.order, items: this.items, groupCount: this.groupCount } = parts);
    ({ content: this.content, heldBytes: this.held, storage: this.storage } = parts);
  }

  /** Takes over what the open batch holds, its charge included. */
  static seal({ order, items, body, heldBytes, storage }: OpenBatch, way: BatchWay): SealedBatch {
    const { groupCount } = body;
    return new SealedBatch(
      { order, items, groupCount, content: { form: 'plain', body: body.close() }, heldBytes, storage },
      way,
    );
  }

  /** A batch of an earlier run. */
  static onDisk(order: number, items: number, storage: BatchStorage, way: BatchWay): SealedBatch {
    way.charge(ON_DISK_BYTES);
    const { groupCount } = storage;
    return new SealedBatch(
      { order, items, groupCount, content: { form: 'on disk' }, heldBytes: ON_DISK_BYTES, storage },
      way,
    );
  }

  get heldBytes(): number {
    return this.held;
  }

  get isSpooled(): boolean {
    return this.storage.groupCount === this.groupCount;
  }

  get isWorthPacking(): boolean {
    return this.isPlain && this.held >= MIN_BYTES_TO_PACK;
  }

  get isInMemory(): boolean {
    return this.content.form !== 'on disk';
  }

  /** Delivered or dropped: what it held is no longer there. */
  get isOver(): boolean {
    return this.finished;
  }

  async groups(): Promise<Iterable<Group>> {
    this.isRead = true;
    const { bytes, shape } = await this.plain();
    return unframe(bytes, this.way.framing, shape);
  }

  /** The groups, for whoever keeps them longer than an attempt takes. */
  async keptGroups(): Promise<readonly Group[]> {
    if (this.content.form === 'plain') this.content.body.lend();
    const { bytes, shape } = await this.plain();
    return [...unframe(bytes, this.way.framing, shape)];
  }

  async body(): Promise<Uint8Array> {
    if (this.way.gzip) return this.content.form === 'packed' ? this.content.zipped : this.pack();
    this.isRead = true;
    return (await this.plain()).bytes;
  }

  /** Compresses what is held, where that makes it smaller, and lets the plain groups go. */
  async pack(): Promise<Buffer> {
    this.packing ??= this.compress();
    try {
      return await this.packing;
    } finally {
      this.packing = undefined;
    }
  }

  /** @throws (rejects) where its spooled copy cannot be read any more. */
  async load(): Promise<void> {
    if (this.isInMemory) return;
    const groups = await this.storage.read();
    if (groups.length !== this.groupCount) throw new Error('the spooled copy is incomplete');
    this.become(this.plainOf(groups), costOf(groups));
  }

  /** Lets the memory of a spooled batch go. */
  letGo(): void {
    this.become({ form: 'on disk' }, Math.min(this.held, ON_DISK_BYTES));
  }

  /** Delivered or dropped: gives everything back. */
  finish(): void {
    if (this.finished) return;
    this.finished = true;
    this.way.charge(-this.held);
    this.held = 0;
    // An attempt that failed may have been cut off: what it gave to the system is read for a while yet.
    if (this.content.form === 'plain' && this.attempts === 0 && !this.packing) this.content.body.free();
    this.storage.finish();
  }

  /** Two batches in place of this one, in order; only where it has two groups or more. */
  async halves(): Promise<[SealedBatch, SealedBatch]> {
    const groups = [...(await this.groups())];
    const middle = Math.ceil(groups.length / 2);
    const [first, rest] = this.storage.split(middle);
    const halves: [SealedBatch, SealedBatch] = [
      this.part(this.order, groups.slice(0, middle), first),
      this.part(this.order + middle, groups.slice(middle), rest),
    ];
    this.finish();
    return halves;
  }

  private get isPlain(): boolean {
    return this.content.form === 'plain';
  }

  private part(order: number, groups: readonly Group[], storage: BatchStorage): SealedBatch {
    const heldBytes = costOf(groups);
    const items = groups.reduce((sum, group) => sum + group.items, 0);
    this.way.charge(heldBytes);
    const content = this.plainOf(groups);
    return new SealedBatch({ order, items, groupCount: groups.length, content, heldBytes, storage }, this.way);
  }

  private plainOf(groups: readonly Group[]): Content {
    return { form: 'plain', body: Body.of(groups, this.way.framing, this.way.pool) };
  }

  /** The framed body; of a plain one a view. */
  private async plain(): Promise<Plain> {
    const { content } = this;
    if (content.form === 'plain') return content.body;
    if (content.form === 'packed') return { bytes: await gunzip(content.zipped), shape: content.shape };
    await this.load();
    return this.plain();
  }

  private async compress(): Promise<Buffer> {
    const { bytes, shape } = await this.plain();
    const { content } = this;
    const zipped = await gzip(bytes, { level: 1 });
    const held = zipped.byteLength + BATCH_OVERHEAD_BYTES + 16 * this.groupCount;
    if (content.form === 'plain' && content === this.content && held < this.held && !this.finished) {
      this.become({ form: 'packed', zipped, shape }, held);
      if (!this.isRead) content.body.free();
    }
    return zipped;
  }

  private become(content: Content, heldBytes: number): void {
    if (this.finished) return;
    const change = heldBytes - this.held;
    this.content = content;
    this.held = heldBytes;
    this.way.charge(change);
  }
}

function costOf(groups: readonly Group[]): number {
  return groups.reduce((sum, group) => sum + plainCost(group), 0);
}

import { Body } from './body.js';
import type { BufferPool } from './buffer-pool.js';
import type { DeliveryProtocol, Framing, Group } from './delivery-protocol.js';
import { unframe } from './framing.js';
import { BatchStorage } from './spool/batch-storage.js';

/** What a group costs in memory beside its bytes: two numbers. */
const GROUP_OVERHEAD_BYTES = 16;

export function plainCost(group: Group): number {
  return group.bytes.byteLength + GROUP_OVERHEAD_BYTES;
}

/** The batch that still takes groups: plain, in order, until it is full or its first group has waited long enough. */
export class OpenBatch {
  readonly body: Body;
  readonly storage = new BatchStorage();
  items = 0;
  heldBytes = 0;
  private bodyBytes: number;

  constructor(
    /** Orders batches of one queue: the number of the first group. */
    readonly order: number,
    readonly openedAt: number,
    private readonly framing: Framing,
    private readonly limits: DeliveryProtocol['limits'],
    pool: BufferPool,
  ) {
    this.bodyBytes = Buffer.byteLength(framing.prefix) + Buffer.byteLength(framing.suffix);
    this.body = new Body(pool, framing);
  }

  /** A group that is larger than any batch goes alone. */
  fits(group: Group): boolean {
    const { groupCount } = this.body;
    if (groupCount === 0) return true;
    return groupCount < this.limits.maxBatchGroups && this.sizeWith(group) <= this.limits.maxBatchBytes;
  }

  push(group: Group): void {
    this.bodyBytes = this.sizeWith(group);
    this.body.push(group);
    this.items += group.items;
    this.heldBytes += plainCost(group);
  }

  /** The groups, for whoever keeps them longer than this batch. */
  keptGroups(): Group[] {
    const { bytes, shape } = this.body.lend();
    return [...unframe(bytes, this.framing, shape)];
  }

  get isFull(): boolean {
    return this.body.groupCount >= this.limits.maxBatchGroups || this.bodyBytes >= this.limits.maxBatchBytes;
  }

  private sizeWith(group: Group): number {
    const gap = this.body.groupCount === 0 ? 0 : this.framing.separator.length;
    return this.bodyBytes + gap + group.bytes.byteLength;
  }
}

import type { DeliveryProtocol, Framing, Group } from './delivery-protocol.js';
import { BatchStorage } from './spool/batch-storage.js';

/** What a group costs in memory beside its bytes: the objects around it, roughly. */
const GROUP_OVERHEAD_BYTES = 200;

export function plainCost(group: Group): number {
  return group.bytes.byteLength + GROUP_OVERHEAD_BYTES;
}

/** The batch that still takes groups: plain, in order, until it is full or its first group has waited long enough. */
export class OpenBatch {
  readonly groups: Group[] = [];
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
  ) {
    this.bodyBytes = Buffer.byteLength(framing.prefix) + Buffer.byteLength(framing.suffix);
  }

  /** A group that is larger than any batch goes alone. */
  fits(group: Group): boolean {
    if (this.groups.length === 0) return true;
    return this.groups.length < this.limits.maxBatchGroups && this.sizeWith(group) <= this.limits.maxBatchBytes;
  }

  push(group: Group): void {
    this.bodyBytes = this.sizeWith(group);
    this.groups.push(group);
    this.items += group.items;
    this.heldBytes += plainCost(group);
  }

  get isFull(): boolean {
    return this.groups.length >= this.limits.maxBatchGroups || this.bodyBytes >= this.limits.maxBatchBytes;
  }

  private sizeWith(group: Group): number {
    const gap = this.groups.length === 0 ? 0 : this.framing.separator.length;
    return this.bodyBytes + gap + group.bytes.byteLength;
  }
}

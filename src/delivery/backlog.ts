import { BufferPool } from './buffer-pool.js';
import type { BudgetShare } from './byte-budget.js';
import type { DeliveryProtocol, Group } from './delivery-protocol.js';
import { OpenBatch, plainCost } from './open-batch.js';
import { SealedBatch, type BatchWay } from './sealed-batch.js';
import type { BatchStorage } from './spool/batch-storage.js';

/**
 * All that one queue holds, in order: batches in flight, batches that wait, the open batch. It decides nothing but what
 * has to leave when the memory is full.
 */
export class Backlog {
  private open: OpenBatch | undefined;
  private waiting: SealedBatch[] = [];
  private readonly flying = new Set<SealedBatch>();
  private nextOrder = 0;
  /** Below all orders of this run, in the order of loading. */
  private nextLoadedOrder = Number.MIN_SAFE_INTEGER;
  private readonly way: BatchWay;
  private readonly pool = new BufferPool();

  constructor(
    private readonly protocol: DeliveryProtocol,
    private readonly share: BudgetShare,
    private readonly onDropped: (reason: string, items: number) => void,
  ) {
    const charge = (bytes: number) => share.charge(bytes);
    this.way = { framing: protocol.framing, gzip: protocol.gzip, pool: this.pool, charge };
  }

  /** Takes the group in, as a copy of its bytes. False: there is no room for it. */
  push(group: Group, now: number): boolean {
    if (!this.share.reserve(plainCost(group))) return false;
    if (this.open && !this.open.fits(group)) this.seal();
    this.open ??= this.openBatchFrom(now);
    this.open.push(group);
    this.nextOrder += 1;
    if (this.open.isFull) this.seal();
    return true;
  }

  seal(): void {
    if (!this.open) return;
    this.waiting.push(SealedBatch.seal(this.open, this.way));
    this.open = undefined;
  }

  /** A batch of an earlier run; it goes before all of this run. */
  load(items: number, storage: BatchStorage): void {
    this.putBack(SealedBatch.onDisk(this.nextLoadedOrder, items, storage, this.way));
    this.nextLoadedOrder += storage.groupCount;
  }

  get isEmpty(): boolean {
    return this.open === undefined && this.waiting.length === 0 && this.flying.size === 0;
  }

  get openSince(): number | undefined {
    return this.open?.openedAt;
  }

  get openBatch(): OpenBatch | undefined {
    return this.open;
  }

  get waitingBatches(): readonly SealedBatch[] {
    return this.waiting;
  }

  get inFlight(): ReadonlySet<SealedBatch> {
    return this.flying;
  }

  /** The order that the next group will have. */
  get end(): number {
    return this.nextOrder;
  }

  /** Whether nothing is held that was there before the group numbered `order`. */
  isEmptyBefore(order: number): boolean {
    const holds = (batch: { order: number } | undefined) => batch !== undefined && batch.order < order;
    return !holds(this.open) && !holds(this.waiting[0]) && ![...this.flying].some(holds);
  }

  /** All that wait may be tried at once. */
  forgetDelays(): void {
    for (const batch of this.waiting) batch.notBefore = 0;
  }

  takeOff(batch: SealedBatch): void {
    this.waiting.splice(this.waiting.indexOf(batch), 1);
    this.flying.add(batch);
  }

  /** Delivered or dropped, by the accounts already. */
  finish(batch: SealedBatch): void {
    this.flying.delete(batch);
    batch.finish();
  }

  /** Back to its place among those that wait. */
  putBack(...batches: SealedBatch[]): void {
    for (const batch of batches) {
      this.flying.delete(batch);
      const later = this.waiting.findIndex((other) => other.order > batch.order);
      this.waiting.splice(later < 0 ? this.waiting.length : later, 0, batch);
    }
  }

  async split(batch: SealedBatch): Promise<void> {
    const halves = await batch.halves();
    this.flying.delete(batch);
    this.putBack(...halves);
  }

  /** Frees memory: of a spooled batch, whose items stay; else by dropping the oldest. What is in flight cannot be freed. */
  giveUpOldest(): boolean {
    const spooled = this.waiting.findLast((batch) => batch.isInMemory && batch.isSpooled);
    if (spooled) {
      spooled.letGo();
      return true;
    }
    const oldest = this.waiting.findIndex((batch) => batch.isInMemory);
    return oldest >= 0 ? this.dropWaiting(oldest) : this.dropOpen();
  }

  /** Counts again, from what is really there; equals the accounts' pending but for what the sink itself still holds. */
  countItems(): number {
    const sealed = [...this.flying, ...this.waiting];
    return sealed.reduce((sum, batch) => sum + batch.items, this.open?.items ?? 0);
  }

  private openBatchFrom(now: number): OpenBatch {
    return new OpenBatch(this.nextOrder, now, this.protocol.framing, this.protocol.limits, this.pool);
  }

  private dropWaiting(index: number): true {
    for (const batch of this.waiting.splice(index, 1)) {
      this.onDropped('queue_full', batch.items);
      batch.finish();
    }
    return true;
  }

  private dropOpen(): boolean {
    if (!this.open) return false;
    const { items, heldBytes, storage, body } = this.open;
    this.open = undefined;
    body.free();
    this.onDropped('queue_full', items);
    this.share.charge(-heldBytes);
    storage.finish();
    return true;
  }
}

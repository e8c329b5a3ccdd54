/** One queue's part of the budget. */
export interface BudgetShare {
  readonly heldBytes: number;
  /** Takes `bytes` more, if need be by making queues give up what is over their share. False: there is no room. */
  reserve(bytes: number): boolean;
  /** Corrects what is held: compression frees, splitting and loading take, also where no room can be made. */
  charge(bytes: number): void;
}

/**
 * The bound in bytes over all queues. Each may borrow what is free and is guaranteed an equal share: when all is taken,
 * the queue that is most over its share gives up its oldest.
 */
export class ByteBudget {
  private readonly shares: Share[] = [];

  constructor(readonly totalBytes: number) {}

  get heldBytes(): number {
    return this.shares.reduce((sum, share) => sum + share.heldBytes, 0);
  }

  /** @param giveUpOldest frees the oldest of what the queue holds; false when nothing of it can be freed. */
  join(giveUpOldest: () => boolean): BudgetShare {
    const share = new Share(this, giveUpOldest);
    this.shares.push(share);
    return share;
  }

  makeRoom(bytes: number, asking: BudgetShare): boolean {
    if (bytes > this.totalBytes) return false;
    while (this.heldBytes + bytes > this.totalBytes) if (!this.freeSome(bytes, asking)) return false;
    return true;
  }

  private freeSome(bytes: number, asking: BudgetShare): boolean {
    const fair = this.totalBytes / this.shares.length;
    const over = (share: Share) => share.heldBytes + (share === asking ? bytes : 0) - fair;
    const candidates = this.shares.filter((share) => over(share) > 0).toSorted((a, b) => over(b) - over(a));
    return candidates.some((share) => share.giveUpOldest());
  }
}

class Share implements BudgetShare {
  heldBytes = 0;

  constructor(
    private readonly budget: ByteBudget,
    readonly giveUpOldest: () => boolean,
  ) {}

  reserve(bytes: number): boolean {
    if (!this.budget.makeRoom(bytes, this)) return false;
    this.heldBytes += bytes;
    return true;
  }

  charge(bytes: number): void {
    if (bytes > 0) this.budget.makeRoom(bytes, this);
    this.heldBytes += bytes;
  }
}

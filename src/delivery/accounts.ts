/** What became of the items of one sink. `recorded = delivered + pending + sum of dropped`, at every instant. */
export interface AccountsSnapshot {
  readonly recorded: number;
  readonly delivered: number;
  readonly pending: number;
  readonly dropped: Readonly<Record<string, number>>;
}

/**
 * The exact accounts of one sink. Every item is entered once with `record` and leaves once, with `deliver` or `drop`;
 * what neither left is pending. The unit is the sink's: spans, log events, items.
 */
export class Accounts {
  private recorded = 0;
  private delivered = 0;
  private left = 0;
  private readonly dropped = new Map<string, number>();

  /** Items recorded that neither left. */
  get pending(): number {
    return this.left;
  }

  record(items: number): void {
    this.recorded += items;
    this.left += items;
  }

  deliver(items: number): void {
    this.delivered += items;
    this.left -= items;
  }

  /** @param reason a short snake_case word that an operator reads: `queue_full`, `rejected`, `too_large`, ... */
  drop(reason: string, items: number): void {
    if (items === 0) return;
    this.dropped.set(reason, (this.dropped.get(reason) ?? 0) + items);
    this.left -= items;
  }

  snapshot(): AccountsSnapshot {
    return {
      recorded: this.recorded,
      delivered: this.delivered,
      pending: this.left,
      dropped: Object.fromEntries(this.dropped),
    };
  }
}

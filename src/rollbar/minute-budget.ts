const MINUTE_MS = 60_000;

/** So many a minute and no more. A minute begins with the first item after the last one. */
export class MinuteBudget {
  private startedAt = Number.NEGATIVE_INFINITY;
  private taken = 0;

  /** @param now monotonic milliseconds */
  constructor(
    readonly limit: number,
    private readonly now = () => performance.now(),
  ) {}

  /** @returns `first over` once a minute: the item is over the limit, and none before it was. */
  take(): 'within' | 'first over' | 'over' {
    const now = this.now();
    if (now - this.startedAt >= MINUTE_MS) {
      this.startedAt = now;
      this.taken = 0;
    }
    this.taken += 1;
    if (this.taken <= this.limit) return 'within';
    return this.taken === this.limit + 1 ? 'first over' : 'over';
  }
}

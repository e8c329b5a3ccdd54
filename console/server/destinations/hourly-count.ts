const MINUTE_MS = 60_000;
const MINUTES = 60;

/** How much there was in the last hour, to the minute. */
export class HourlyCount {
  private readonly minutes: { readonly minute: number; amount: number }[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  add(amount: number): void {
    const minute = Math.floor(this.now() / MINUTE_MS);
    const last = this.minutes.at(-1);
    if (last?.minute === minute) last.amount += amount;
    else this.minutes.push({ minute, amount });
    this.forget(minute);
  }

  get total(): number {
    this.forget(Math.floor(this.now() / MINUTE_MS));
    return this.minutes.reduce((sum, { amount }) => sum + amount, 0);
  }

  private forget(minute: number): void {
    while (this.minutes[0] !== undefined && this.minutes[0].minute <= minute - MINUTES) this.minutes.shift();
  }
}

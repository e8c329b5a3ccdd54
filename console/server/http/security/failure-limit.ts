const WINDOW_MS = 60_000;
const MAX_FAILURES = 10;
/** Beyond it the oldest is forgotten: no flood of addresses fills the memory. */
const MAX_ADDRESSES = 1_000;

/** How often an address gave a wrong token in one way: ten times a minute, then none that comes so is looked at until the minute is over. */
export class FailureLimit {
  private readonly windows = new Map<string, { readonly endsAt: number; failures: number }>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** 0 where a token may be looked at. */
  secondsToWait(address: string): number {
    const window = this.windows.get(address);
    if (window === undefined || window.failures < MAX_FAILURES) return 0;
    return Math.max(Math.ceil((window.endsAt - this.now()) / 1000), 0);
  }

  note(address: string): void {
    const known = this.windows.get(address);
    if (known !== undefined && known.endsAt > this.now()) {
      known.failures += 1;
      return;
    }
    this.windows.delete(address);
    this.windows.set(address, { endsAt: this.now() + WINDOW_MS, failures: 1 });
    if (this.windows.size > MAX_ADDRESSES) this.windows.delete(this.windows.keys().next().value ?? '');
  }
}

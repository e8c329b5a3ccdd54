/**
 * Calls every listener, each in its own guard: one that throws starves no other and reaches no caller. What it threw is
 * counted under its name, and the first of each kind is told to `onFailure`.
 */
export class GuardedListeners<Listener extends object> {
  private listeners: readonly { readonly name: string; readonly listener: Listener }[] = [];
  private readonly failures = new Map<string, number>();

  constructor(private readonly onFailure: (name: string, error: unknown, count: number) => void) {}

  get size(): number {
    return this.listeners.length;
  }

  /** @returns a function that detaches the listener; calling it again does nothing. */
  attach(name: string, listener: Listener): () => void {
    const entry = { name, listener };
    this.listeners = [...this.listeners, entry];
    return () => {
      this.listeners = this.listeners.filter((other) => other !== entry);
    };
  }

  each(call: (listener: Listener) => void): void {
    for (const { name, listener } of this.listeners) {
      try {
        call(listener);
      } catch (error) {
        this.count(name, error);
      }
    }
  }

  failureCounts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.failures);
  }

  private count(name: string, error: unknown): void {
    const count = (this.failures.get(name) ?? 0) + 1;
    this.failures.set(name, count);
    this.onFailure(name, error, count);
  }
}

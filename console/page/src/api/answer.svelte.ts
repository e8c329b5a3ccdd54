/** The latest answer to a question that is asked again and again: a newer question takes the place of one still under way. */
export class Answer<Value> {
  value = $state.raw<Value>();
  failure = $state.raw<string>();
  loading = $state(false);
  #asking?: AbortController;

  /** Keeps the former value in view until the new one is there. Never rejects: a failure is shown. */
  async load(question: (signal: AbortSignal) => Promise<Value>): Promise<void> {
    await this.bring(question);
  }

  /** As `load`. Resolves with what this very question brought: undefined where it failed, or another took its place. */
  async bring(question: (signal: AbortSignal) => Promise<Value>): Promise<Value | undefined> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.loading = true;
    try {
      const value = await question(asking.signal);
      if (asking.signal.aborted) return undefined;
      this.value = value;
      this.failure = undefined;
      return value;
    } catch (error) {
      if (asking.signal.aborted) return undefined;
      this.failure = error instanceof Error ? error.message : String(error);
      return undefined;
    } finally {
      if (this.#asking === asking) this.loading = false;
    }
  }

  clear(): void {
    this.#asking?.abort();
    this.value = undefined;
    this.failure = undefined;
    this.loading = false;
  }
}

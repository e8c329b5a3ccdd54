/** Arrivals are shown together: a burst costs one drawing. */
const GATHER_MS = 120;

/** What came in since a list was last drawn: shown a moment later, or when somebody who paused it goes on. */
export class Arrivals {
  paused = $state(false);
  /** How many are not shown yet. */
  waiting = $state(0);
  #gathering?: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly show: () => void) {}

  note(waiting: number): void {
    this.waiting = waiting;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      if (!this.paused) this.show();
    }, GATHER_MS);
  }

  pause(paused: boolean): void {
    this.paused = paused;
    if (!paused) this.show();
  }

  end(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
  }
}

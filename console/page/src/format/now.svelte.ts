import { createSubscriber } from 'svelte/reactivity';

/** The time of day, each second anew, while something shows an age. */
class Now {
  #ms = Date.now();
  readonly #subscribe = createSubscriber((update) => {
    const timer = setInterval(() => {
      this.#ms = Date.now();
      update();
    }, 1_000);
    return () => clearInterval(timer);
  });

  get ms(): number {
    this.#subscribe();
    return Math.max(this.#ms, Date.now() - 1_000);
  }
}

export const now = new Now();

import { paced } from '../parts/paced.js';
import { live } from './live.svelte.js';

/** A burst that the stream has no room for leaves something out four times a second. */
const LAG_MS = 2_000;

/** Tells what shows live news that some of them were missed: the stream was away, or left some out. They answer with a question. */
class CatchingUp {
  readonly #listeners = new Set<() => void>();

  constructor() {
    live.on('again', () => this.#tell());
    live.on(
      'lag',
      paced(() => this.#tell(), LAG_MS),
    );
  }

  /** Returns what ends it. */
  on(missed: () => void): () => void {
    this.#listeners.add(missed);
    return () => this.#listeners.delete(missed);
  }

  #tell(): void {
    for (const missed of this.#listeners) missed();
  }
}

export const catchingUp = new CatchingUp();

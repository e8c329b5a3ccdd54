import { paced } from '../parts/paced.js';
import { about } from './about.svelte.js';
import { live } from './live.svelte.js';

/** A burst that the stream has no room for leaves something out four times a second. */
const LAG_MS = 2_000;

/**
 * Tells what shows live news that some of them were missed: the stream was away, or left some out. They answer with a question.
 * Where the console that answers is not the one that went away, its news are of another run: then what is shown begins anew.
 */
class CatchingUp {
  /** How often the console was started again while the page was open. */
  restarts = $state(0);
  readonly #listeners = new Set<() => void>();
  #shownSince?: string | undefined;

  constructor() {
    live.on('again', () => void this.#lookAround());
    live.on('refused', () => this.#tell());
    live.on(
      'lag',
      paced(() => this.#tell(), LAG_MS),
    );
  }

  /** To be called when the page begins: what is shown from now on is of the run that the console is in. */
  async begin(): Promise<void> {
    const [run] = await Promise.all([about.loadRuns(), about.load()]);
    this.#shownSince ??= run?.started_at;
  }

  /** Returns what ends it. */
  on(missed: () => void): () => void {
    this.#listeners.add(missed);
    return () => this.#listeners.delete(missed);
  }

  /** A console that does not say which run it is in is about to go, or is asked once more already. */
  async #lookAround(): Promise<void> {
    const [run] = await Promise.all([about.loadRuns(), about.load()]);
    if (run === undefined) return;
    const before = this.#shownSince;
    this.#shownSince = run.started_at;
    if (before !== undefined && before !== run.started_at) this.restarts += 1;
    else this.#tell();
  }

  #tell(): void {
    for (const missed of this.#listeners) missed();
  }
}

export const catchingUp = new CatchingUp();

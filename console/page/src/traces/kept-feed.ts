import { catchingUp } from '../api/catching-up.svelte.js';
import { TraceFeed } from './trace-feed.svelte.js';
import type { TraceFilter } from './trace-filter.js';

/** The list that was last looked at: who comes back from a trace finds its rows, its place and its pause as they were. */
class KeptFeed {
  #feed = new TraceFeed();
  #run = '';

  /** Of a run of the console, undefined for the current one. */
  of(run: string | undefined, filter: TraceFilter): TraceFeed {
    const wanted = run ?? `current ${catchingUp.restarts}`;
    if (wanted !== this.#run) this.#feed = new TraceFeed();
    else if (!this.#feed.shows(filter)) this.#feed.forget();
    this.#run = wanted;
    return this.#feed;
  }
}

export const keptFeed = new KeptFeed();

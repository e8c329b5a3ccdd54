import type { LiveEvents } from '../../../api/answers.js';

type Heard = (value: never) => void;

/**
 * The console's live events, over one connection however many parts of the page listen. A page that is out of sight lets go of it:
 * a browser has six connections to an origin, for all of its tabs.
 */
class Live {
  state = $state<'off' | 'connecting' | 'open' | 'lost'>('off');
  #source?: EventSource;
  readonly #listeners = new Map<keyof LiveEvents, Set<Heard>>();

  constructor() {
    document.addEventListener('visibilitychange', () => this.#follow());
  }

  /** Returns what ends it. */
  on<Event extends keyof LiveEvents>(event: Event, heard: (value: LiveEvents[Event]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(heard));
    this.#follow();
    return () => {
      listeners.delete(heard);
      // A view that takes another's place listens in the same turn.
      queueMicrotask(() => this.#follow());
    };
  }

  #follow(): void {
    const wanted = !document.hidden && [...this.#listeners.values()].some(({ size }) => size > 0);
    if (wanted && this.#source === undefined) this.#open();
    if (!wanted && this.#source !== undefined) this.#close();
  }

  #open(): void {
    const source = new EventSource('api/live');
    this.#source = source;
    this.state = 'connecting';
    source.addEventListener('open', () => (this.state = 'open'));
    source.addEventListener('error', () => (this.state = 'lost'));
    for (const event of ['trace', 'log', 'destinations', 'lag'] as const) {
      source.addEventListener(event, ({ data }: MessageEvent<string>) => {
        const value = JSON.parse(data) as never;
        for (const heard of this.#listeners.get(event) ?? []) heard(value);
      });
    }
  }

  #close(): void {
    this.#source?.close();
    this.#source = undefined;
    this.state = 'off';
  }
}

export const live = new Live();

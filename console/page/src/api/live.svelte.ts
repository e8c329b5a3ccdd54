import type { LiveEvents } from '../../../api/answers.js';

/** News keep the connection open as long as somebody listens to them. */
const NEWS = ['trace', 'log', 'destinations'] as const;

interface Heard extends LiveEvents {
  /** The stream opened again. What came since it was last open was told to nobody. */
  readonly again: undefined;
  /** The console let nobody listen again. Whoever asks it something is told why. */
  readonly refused: undefined;
}
type Hear = (value: never) => void;

/**
 * The console's live events, over one connection however many parts of the page listen. A page that is out of sight lets go of it:
 * a browser has six connections to an origin, for all of its tabs. What was missed meanwhile is for api/catching-up.
 */
class Live {
  state = $state<'off' | 'connecting' | 'open' | 'lost'>('off');
  #source?: EventSource | undefined;
  #opened = false;
  readonly #listeners = new Map<keyof Heard, Set<Hear>>();

  constructor() {
    document.addEventListener('visibilitychange', () => this.#follow());
  }

  /** Returns what ends it. */
  on<Event extends keyof Heard>(event: Event, heard: (value: Heard[Event]) => void): () => void {
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
    const wanted = !document.hidden && NEWS.some((event) => (this.#listeners.get(event)?.size ?? 0) > 0);
    if (wanted && this.#source === undefined) this.#open();
    if (!wanted && this.#source !== undefined) this.#close();
  }

  #open(): void {
    const source = new EventSource('api/live');
    this.#source = source;
    this.state = 'connecting';
    source.addEventListener('open', () => {
      this.state = 'open';
      if (this.#opened) this.#tell('again');
      this.#opened = true;
    });
    source.addEventListener('error', () => {
      this.state = 'lost';
      // A browser tries again after a connection that failed, and never after an answer that said no.
      if (source.readyState !== EventSource.CLOSED) return;
      this.#close();
      if (this.#opened) this.#tell('refused');
    });
    for (const event of [...NEWS, 'lag'] as const) {
      source.addEventListener(event, ({ data }: MessageEvent<string>) => this.#tell(event, JSON.parse(data)));
    }
  }

  #tell(event: keyof Heard, value?: unknown): void {
    for (const heard of this.#listeners.get(event) ?? []) heard(value as never);
  }

  #close(): void {
    this.#source?.close();
    this.#source = undefined;
    this.state = 'off';
  }
}

export const live = new Live();

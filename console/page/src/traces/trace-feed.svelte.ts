import type { TracesAnswer } from '../../../api/answers.js';
import type { TraceSummary } from '../../../api/spans.js';
import { address } from '../address/address.svelte.js';
import { Answer } from '../api/answer.svelte.js';
import { ask } from '../api/ask.js';
import { catchingUp } from '../api/catching-up.svelte.js';
import { live } from '../api/live.svelte.js';
import { Arrivals } from '../parts/arrivals.svelte.js';
import { isApart, mergeTraces, missedOf } from './merge-traces.js';
import { belongs, isSame, type TraceFilter } from './trace-filter.js';

const PAGE = 100;
/** The list lets go of what nobody will scroll to; the server has it. */
const KEPT = 5_000;

/** The list of traces as it grows: what the server answers, and what it says live. It outlives what draws it. */
export class TraceFeed {
  traces = $state.raw<readonly TraceSummary[]>([]);
  readonly arrivals = new Arrivals(() => this.#show());
  next = $state<string>();
  readonly answer = new Answer<TracesAnswer>();
  /** The row with the keyboard's attention, and how far the list is scrolled. */
  active = $state(-1);
  scrollTop = 0;
  /** Settles when what was looked for last is there. */
  asking: Promise<void> = Promise.resolve();
  readonly #arrived = new Map<string, TraceSummary>();
  /** Of those that arrived, whose value of the wanted field only the server can tell. */
  readonly #unsure = new Set<string>();
  /** The newest page, where more was missed than it holds: it takes the place of what is shown. */
  #apart?: TracesAnswer | undefined;
  #filter?: TraceFilter;
  #isLoaded = false;

  /** Listens until the returned function is called. A former run of the console is over: nothing arrives in it. */
  listen(): () => void {
    if (address.run !== undefined) return () => {};
    const ends = [live.on('trace', (trace) => this.#arrive(trace)), catchingUp.on(() => void this.catchUp())];
    return () => {
      for (const end of ends) end();
      this.arrivals.end();
    };
  }

  /** As `load`, where this filter was not asked for before. */
  look(filter: TraceFilter): void {
    this.asking = this.shows(filter) ? this.catchUp() : this.load(filter);
  }

  shows(filter: TraceFilter): boolean {
    return this.#filter !== undefined && isSame(this.#filter, filter);
  }

  /** Nothing is shown until it is asked for; whoever paused it has paused it still. */
  forget(): void {
    [this.traces, this.next, this.active, this.scrollTop] = [[], undefined, -1, 0];
    this.answer.clear();
  }

  async load(filter: TraceFilter): Promise<void> {
    this.#filter = filter;
    this.#isLoaded = false;
    this.#arrived.clear();
    this.#unsure.clear();
    this.#apart = undefined;
    this.arrivals.waiting = 0;
    const value = await this.#ask();
    if (value === undefined) return;
    this.#isLoaded = true;
    this.traces = mergeTraces(value.traces, this.#arrived.values(), KEPT);
    this.next = value.next;
  }

  /** What came while nobody told of it arrives now: it joins the list, or waits where that is paused. */
  async catchUp(): Promise<void> {
    if (this.#filter === undefined) return;
    if (!this.#isLoaded) return this.load(this.#filter);
    const value = await this.#ask();
    if (value === undefined) return;
    const known = [...this.traces, ...this.#arrived.values()];
    if (isApart(known, value)) this.#apart = value;
    for (const trace of missedOf(known, value.traces)) this.#arrived.set(trace.trace_id, trace);
    this.arrivals.waiting = this.#arrived.size + this.#unsure.size;
    if (!this.arrivals.paused) this.#join();
  }

  async more(): Promise<void> {
    if (this.next === undefined || this.answer.loading) return;
    const value = await this.#ask(this.next);
    if (value === undefined) return;
    this.traces = mergeTraces(this.traces, value.traces, KEPT);
    this.next = value.next;
  }

  #ask(before?: string): Promise<TracesAnswer | undefined> {
    const params = { ...this.#filter, limit: PAGE, before, run: address.run };
    return this.answer.bring((signal) => ask('traces', { params, signal }));
  }

  #arrive(trace: TraceSummary): void {
    const wanted = this.#filter !== undefined && belongs(trace, this.#filter);
    if (wanted === false) return;
    if (wanted === true) this.#arrived.set(trace.trace_id, trace);
    else this.#unsure.add(trace.trace_id);
    this.arrivals.note(this.#arrived.size + this.#unsure.size);
  }

  #show(): void {
    if (this.#unsure.size === 0) return this.#join();
    this.#unsure.clear();
    void this.catchUp();
  }

  #join(): void {
    const known = this.#apart === undefined ? this.traces : [];
    if (this.#apart !== undefined) this.next = this.#apart.next;
    this.#apart = undefined;
    if (this.#arrived.size > 0) this.traces = mergeTraces(known, this.#arrived.values(), KEPT);
    this.#arrived.clear();
    this.arrivals.waiting = this.#unsure.size;
  }
}

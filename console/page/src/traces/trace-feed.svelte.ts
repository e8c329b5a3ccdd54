import type { TracesAnswer } from '../../../api/answers.js';
import type { TraceSummary } from '../../../api/spans.js';
import { address } from '../address/address.svelte.js';
import { Answer } from '../api/answer.svelte.js';
import { ask } from '../api/ask.js';
import { live } from '../api/live.svelte.js';
import { Arrivals } from '../parts/arrivals.svelte.js';
import { mergeTraces } from './merge-traces.js';
import { belongs, type TraceFilter } from './trace-filter.js';

const PAGE = 100;
/** The list lets go of what nobody will scroll to; the server has it. */
const KEPT = 5_000;

/** The list of traces as it grows: what the server answers, and what it says live. */
export class TraceFeed {
  traces = $state.raw<readonly TraceSummary[]>([]);
  readonly arrivals = new Arrivals(() => this.#show());
  next = $state<string>();
  readonly answer = new Answer<TracesAnswer>();
  readonly #arrived = new Map<string, TraceSummary>();
  #filter: TraceFilter;

  constructor(filter: TraceFilter) {
    this.#filter = filter;
  }

  /** Listens until the returned function is called. A former run of the console is over: nothing arrives in it. */
  listen(): () => void {
    if (address.run !== undefined) return () => {};
    const end = live.on('trace', (trace) => this.#arrive(trace));
    return () => {
      end();
      this.arrivals.end();
    };
  }

  async load(filter: TraceFilter): Promise<void> {
    this.#filter = filter;
    this.#arrived.clear();
    this.arrivals.waiting = 0;
    await this.#ask();
    const { value } = this.answer;
    if (value === undefined || this.#filter !== filter) return;
    this.traces = mergeTraces(value.traces, this.#arrived.values(), KEPT);
    this.next = value.next;
  }

  async more(): Promise<void> {
    if (this.next === undefined || this.answer.loading) return;
    await this.#ask(this.next);
    const { value } = this.answer;
    if (value === undefined) return;
    this.traces = mergeTraces(this.traces, value.traces, KEPT);
    this.next = value.next;
  }

  #ask(before?: string): Promise<void> {
    const params = { ...this.#filter, limit: PAGE, before, run: address.run };
    return this.answer.load((signal) => ask('traces', { params, signal }));
  }

  #arrive(trace: TraceSummary): void {
    const wanted = belongs(trace, this.#filter);
    if (wanted === false) return;
    this.#arrived.set(trace.trace_id, trace);
    this.arrivals.note(this.#arrived.size);
  }

  #show(): void {
    const arrived = [...this.#arrived.values()];
    this.#arrived.clear();
    this.arrivals.waiting = 0;
    if (arrived.length === 0) return;
    if (this.#filter.field === '') this.traces = mergeTraces(this.traces, arrived, KEPT);
    else void this.load(this.#filter);
  }
}

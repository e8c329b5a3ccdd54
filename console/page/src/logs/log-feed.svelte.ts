import type { LogsAnswer } from '../../../api/answers.js';
import type { LogRow } from '../../../api/spans.js';
import { address } from '../address/address.svelte.js';
import { Answer } from '../api/answer.svelte.js';
import { ask } from '../api/ask.js';
import { live } from '../api/live.svelte.js';
import { Arrivals } from '../parts/arrivals.svelte.js';
import { belongs, type LogFilter } from './log-filter.js';

const PAGE = 200;
/** The list lets go of what nobody will scroll to; the server has it. */
const KEPT = 5_000;

/** A line with a key of its own: lines have no id, and two may be alike. */
export interface ShownLog {
  readonly key: string;
  readonly log: LogRow;
}

/** The lines as they come: what the server answers, newest first, and what it says live. */
export class LogFeed {
  lines = $state.raw<readonly ShownLog[]>([]);
  readonly arrivals = new Arrivals(() => this.#show());
  next = $state<string>();
  readonly answer = new Answer<LogsAnswer>();
  #filter: LogFilter;
  #arrived: ShownLog[] = [];
  #numbered = 0;

  constructor(filter: LogFilter) {
    this.#filter = filter;
  }

  listen(): () => void {
    if (address.run !== undefined) return () => {};
    const end = live.on('log', (log) => this.#arrive(log));
    return () => {
      end();
      this.arrivals.end();
    };
  }

  async load(filter: LogFilter): Promise<void> {
    this.#filter = filter;
    this.#arrived = [];
    this.arrivals.waiting = 0;
    await this.#ask();
    const { value } = this.answer;
    if (value === undefined || this.#filter !== filter) return;
    // What arrived meanwhile is in the answer, or comes after it.
    this.#arrived = [];
    this.lines = value.logs.map((log) => this.#number(log));
    this.next = value.next;
  }

  async more(): Promise<void> {
    if (this.next === undefined || this.answer.loading) return;
    await this.#ask(this.next);
    const { value } = this.answer;
    if (value === undefined) return;
    this.lines = [...this.lines, ...value.logs.map((log) => this.#number(log))];
    this.next = value.next;
  }

  #ask(before?: string): Promise<void> {
    const { q, level } = this.#filter;
    const params = { q, level: level || undefined, limit: PAGE, before, run: address.run };
    return this.answer.load((signal) => ask('logs', { params, signal }));
  }

  #number(log: LogRow): ShownLog {
    this.#numbered += 1;
    return { key: String(this.#numbered), log };
  }

  #arrive(log: LogRow): void {
    if (!belongs(log, this.#filter)) return;
    this.#arrived.push(this.#number(log));
    if (this.#arrived.length > KEPT) this.#arrived.shift();
    this.arrivals.note(this.#arrived.length);
  }

  #show(): void {
    if (this.#arrived.length === 0) return;
    const newest = this.#arrived.toSorted((one, other) =>
      BigInt(one.log.time_ns) < BigInt(other.log.time_ns) ? 1 : -1,
    );
    this.#arrived = [];
    this.arrivals.waiting = 0;
    this.lines = [...newest, ...this.lines].slice(0, KEPT);
  }
}

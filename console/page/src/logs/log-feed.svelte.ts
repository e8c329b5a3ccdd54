import type { LogsAnswer } from '../../../api/answers.js';
import type { LogRow } from '../../../api/spans.js';
import { address } from '../address/address.svelte.js';
import { Answer } from '../api/answer.svelte.js';
import { ask } from '../api/ask.js';
import { catchingUp } from '../api/catching-up.svelte.js';
import { live } from '../api/live.svelte.js';
import { Arrivals } from '../parts/arrivals.svelte.js';
import { belongs, type LogFilter } from './log-filter.js';
import { looksOf, missedLines } from './missed-lines.js';

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
  /** The newest page, where more was missed than it holds: it takes the place of what is shown. */
  #apart?: LogsAnswer | undefined;
  /** Of the latest answer: what it holds may be told of a moment later. */
  #answered: ReadonlySet<string> = new Set();
  #numbered = 0;
  #isLoaded = false;

  constructor(filter: LogFilter) {
    this.#filter = filter;
  }

  listen(): () => void {
    if (address.run !== undefined) return () => {};
    const ends = [live.on('log', (log) => this.#arrive(log)), catchingUp.on(() => void this.catchUp())];
    return () => {
      for (const end of ends) end();
      this.arrivals.end();
    };
  }

  async load(filter: LogFilter): Promise<void> {
    this.#filter = filter;
    this.#isLoaded = false;
    this.#arrived = [];
    this.#apart = undefined;
    this.arrivals.waiting = 0;
    const value = await this.#ask();
    if (value === undefined) return;
    this.#isLoaded = true;
    // What arrived meanwhile is in the answer, or comes after it.
    this.#arrived = [];
    this.arrivals.waiting = 0;
    this.lines = value.logs.map((log) => this.#number(log));
    this.next = value.next;
  }

  /** What came while nobody told of it arrives now: it joins the lines, or waits where they are paused. */
  async catchUp(): Promise<void> {
    if (!this.#isLoaded) return this.load(this.#filter);
    const value = await this.#ask();
    if (value === undefined) return;
    const known = [...this.lines, ...this.#arrived].map(({ log }) => log);
    const missed = missedLines(known, value.logs);
    if (value.next !== undefined && missed.length === value.logs.length) this.#apart = value;
    this.#arrived.push(...missed.map((log) => this.#number(log)));
    this.arrivals.waiting = this.#arrived.length;
    if (!this.arrivals.paused) this.#show();
  }

  async more(): Promise<void> {
    if (this.next === undefined || this.answer.loading) return;
    const value = await this.#ask(this.next);
    if (value === undefined) return;
    this.lines = [...this.lines, ...value.logs.map((log) => this.#number(log))];
    this.next = value.next;
  }

  async #ask(before?: string): Promise<LogsAnswer | undefined> {
    const { q, level } = this.#filter;
    const params = { q, level: level || undefined, limit: PAGE, before, run: address.run };
    const value = await this.answer.bring((signal) => ask<LogsAnswer>('logs', { params, signal }));
    if (value !== undefined && before === undefined) this.#answered = new Set(value.logs.map(looksOf));
    return value;
  }

  #number(log: LogRow): ShownLog {
    this.#numbered += 1;
    return { key: String(this.#numbered), log };
  }

  #arrive(log: LogRow): void {
    if (!belongs(log, this.#filter) || this.#answered.has(looksOf(log))) return;
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
    this.lines = [...newest, ...(this.#apart === undefined ? this.lines : [])].slice(0, KEPT);
    if (this.#apart !== undefined) this.next = this.#apart.next;
    this.#apart = undefined;
  }
}

import { itemsOf, spansOfDatagram } from './decode-arrivals.js';

/** What one destination has: each item by its id, how often it came, and how many it has acknowledged. */
export class Ledger {
  /** Items in requests that were acknowledged. */
  acknowledged = 0;
  #times = new Map();
  #kept = new Map();
  #settled = new Set();
  #taken = 0;
  #sink;
  #awaited = new Set();

  constructor(sink) {
    this.#sink = sink;
  }

  /** Reads what came since the last call; decoding waits for this, so that it costs nothing while load is measured. */
  take(arrivals) {
    for (const arrival of arrivals.slice(this.#taken)) {
      if (this.#sink === 'xray') this.#enter(spansOfDatagram(arrival), { kept: true, acknowledged: true, rejects: 0 });
      else this.#enter(itemsOf(this.#sink, arrival), arrival);
    }
    this.#taken = arrivals.length;
  }

  /** From now on `awaited` says of how many of these traces nothing is acknowledged yet. */
  await(traces) {
    this.#awaited = new Set(traces.filter((trace) => !this.#settled.has(trace)));
  }

  get awaited() {
    return this.#awaited.size;
  }

  /** Items that came in requests which the destination kept, by trace; `''` for those of no request. */
  byTrace() {
    const counts = {};
    for (const trace of this.#kept.values()) counts[trace] = (counts[trace] ?? 0) + 1;
    return counts;
  }

  get unique() {
    return this.#kept.size;
  }

  get twice() {
    return [...this.#times.values()].filter((times) => times > 1).length;
  }

  #settle(trace) {
    this.#settled.add(trace);
    this.#awaited.delete(trace);
  }

  #enter(items, { kept, acknowledged, rejects }) {
    if (!kept) return;
    // OTLP does not say which were refused, CloudWatch refuses the oldest: of both, those are the first here.
    const taken = items.slice(rejects);
    if (acknowledged) this.acknowledged += taken.length;
    for (const { id, trace = '' } of taken) {
      this.#times.set(id, (this.#times.get(id) ?? 0) + 1);
      this.#kept.set(id, trace);
      if (acknowledged) this.#settle(trace);
    }
  }
}

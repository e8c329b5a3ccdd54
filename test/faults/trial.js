import { setTimeout as sleep } from 'node:timers/promises';
import { serviceEnvironment } from './service-environment.js';
import { ServiceProcess } from './service-process.js';
import { monotonicMs } from './client.js';

export const SINKS = ['otlp', 'xray', 'rollbar', 'cloudwatch'];
const LOOK_EVERY_MS = 250;

/** One service, its four destinations, and the clients that load it. */
export class Trial {
  service;
  #lab;
  #destinations;
  #world;
  #faults;
  #environment;
  #core;

  /**
   * @param destinations the helper process that stands in for them
   * @param faults by sink, from the start on
   * @param core that the service has, with those beside it; null for any
   */
  static async start(lab, destinations, { faults = {}, environment = {}, core = 0 } = {}) {
    const trial = new Trial();
    trial.#lab = lab;
    trial.#destinations = destinations;
    trial.#faults = faults;
    trial.#environment = environment;
    trial.#core = core;
    trial.#world = await destinations.ask('open', { faults, certificates: lab.certificates });
    await trial.startService();
    return trial;
  }

  /** Also once more, after the first has ended: the destinations stay. */
  async startService() {
    const addresses = serviceEnvironment(this.#world.ports, this.#faults);
    this.service = await ServiceProcess.start(this.#lab.app, { ...addresses, ...this.#environment }, this.#core);
  }

  load(kind, options) {
    return this.#lab.load.ask(kind, { origin: this.service.origin, ...options });
  }

  /** From now on each sink that is named has this fault. */
  set(faults) {
    return this.#destinations.ask('set', { number: this.#world.number, faults });
  }

  arrived() {
    return this.#destinations.ask('arrived', { number: this.#world.number });
  }

  /**
   * Waits until each sink of `traces` has acknowledged something of each of its traces, or `limitMs` are over.
   *
   * @returns how long that took for all, undefined where it did not come to that, and for each sink that got there
   */
  async caughtUp(traces, limitMs) {
    const { number } = this.#world;
    const from = monotonicMs();
    const backMs = {};
    await this.#destinations.ask('await', { number, traces });
    for (;;) {
      const awaited = await this.#destinations.ask('awaited', { number });
      const ms = monotonicMs() - from;
      for (const sink of Object.keys(traces)) if (awaited[sink] === 0) backMs[sink] ??= Math.round(ms);
      if (Object.keys(backMs).length === Object.keys(traces).length) return { backMs, drainedMs: ms };
      if (ms > limitMs) return { backMs };
      await sleep(LOOK_EVERY_MS);
    }
  }

  issued() {
    return this.load('issued');
  }

  /** @returns what `ServiceProcess.ended` gives, and how many milliseconds after the signal that was */
  async end(signal = 'SIGTERM') {
    const from = this.service.signal(signal);
    const ending = await this.service.ended();
    return { ...ending, ms: ending.at - from };
  }

  async close() {
    await this.load('forget');
    await this.#destinations.ask('close', { number: this.#world.number });
  }
}

export function tracedItems({ byTrace }) {
  return Object.entries(byTrace).reduce((sum, [trace, items]) => sum + (trace === '' ? 0 : items), 0);
}

import { Agent, request } from 'node:http';

/** Every so many requests one makes a Rollbar item; the others are the home feed, two spans each. */
const ITEM_EVERY = 20;
const HOME = '/api/activities/home';
const ITEM = '/rollbar/test';
/** Long, so that only what hangs is late on a busy machine. */
const DEADLINE_MS = 60_000;
/** A long user agent makes a long segment document. */
const LONG_AGENT = 'x'.repeat(3_000);

/** The clients of one service: asks, and remembers each answer's trace, its path and when it came. */
export class Client {
  /** @type {{ trace: string, path: string, at: number }[]} `at` in milliseconds of the system's monotonic clock */
  issued = [];
  #asked = 0;
  #origin;

  constructor(origin) {
    this.#origin = origin;
  }

  /** @returns {Promise<{ ms: number, failure?: string, refused?: boolean }>} `refused`: nobody accepted it, and it is no failure */
  ask(agent) {
    this.#asked += 1;
    const path = this.#asked % ITEM_EVERY === 0 ? ITEM : HOME;
    // The item's request carries the long header, so that a path always means the same telemetry.
    return this.#send(agent, path, path === ITEM ? { 'user-agent': LONG_AGENT } : {});
  }

  /** One request with these headers, apart from the others. */
  async askOnce(headers) {
    const agent = new Agent();
    const outcome = await this.#send(agent, HOME, headers);
    agent.destroy();
    return outcome;
  }

  #send(agent, path, headers) {
    const startedAt = performance.now();
    return new Promise((resolve) => {
      const done = (rest) => resolve({ ms: performance.now() - startedAt, ...rest });
      const sent = request(`${this.#origin}${path}`, { agent, headers, timeout: DEADLINE_MS }, (response) => {
        response.resume();
        response.on('end', () => {
          const [, trace] = String(response.headers.traceresponse).split('-');
          if (trace) this.issued.push({ trace, path, at: monotonicMs() });
          if (!response.complete) done({ failure: 'answer cut' });
          else done(response.statusCode === 200 ? {} : { failure: `HTTP ${response.statusCode}` });
        });
        response.on('error', ({ code }) => done({ failure: `answer cut (${code})` }));
      });
      sent.on('timeout', () =>
        sent.destroy(Object.assign(new Error('late'), { code: `no answer in ${DEADLINE_MS} ms` })),
      );
      sent.on('error', ({ code }) => done({ failure: code, refused: isRefusal(code) }));
      sent.end();
    });
  }
}

/**
 * Nobody accepted it: refused, still in the system's queue when the listening socket was closed, or on a kept connection
 * that was closed before it was read. One that was read and then reset looks the same here, and is in the accounts.
 */
function isRefusal(code) {
  return code === 'ECONNREFUSED' || code === 'ECONNRESET';
}

/** Comparable between processes, whatever happens to the wall clock. */
export function monotonicMs() {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}

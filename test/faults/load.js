// A process that makes the requests: closed loops on kept connections, or so many a second. Speaks to 127.0.0.1 only.
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './client.js';
import { answerQuestions } from './questions.js';

const RATE_TICK_MS = 10;
const RATE_SOCKETS = 64;
const clients = new Map();

answerQuestions({
  /** `connections` clients, each with one request at a time. They end with `seconds`, or one by one when refused. */
  async closed({ origin, connections, seconds }) {
    const tally = new Tally();
    const endsAt = performance.now() + seconds * 1_000;
    await Promise.all(Array.from({ length: connections }, () => loop(clientOf(origin), tally, endsAt)));
    return tally.result();
  },

  /** `perSecond` requests whether or not the earlier ones are answered, until `seconds` are over or it is refused. */
  async rate({ origin, perSecond, seconds }) {
    const tally = new Tally();
    // In turn: a connection that nobody uses for a minute is closed by the service, perhaps just as it is used again.
    const agent = new Agent({ keepAlive: true, maxSockets: RATE_SOCKETS, scheduling: 'fifo' });
    const startedAt = performance.now();
    const waiting = new Set();
    let asked = 0;
    while (performance.now() - startedAt < seconds * 1_000 && tally.refused === 0) {
      for (; asked < ((performance.now() - startedAt) / 1_000) * perSecond; asked += 1) {
        const answer = clientOf(origin).ask(agent).then((outcome) => tally.enter(outcome)); // prettier-ignore
        waiting.add(answer);
        void answer.finally(() => waiting.delete(answer));
      }
      await sleep(RATE_TICK_MS);
    }
    await Promise.all(waiting);
    agent.destroy();
    return tally.result();
  },

  once: ({ origin, headers }) => clientOf(origin).askOnce(headers),

  /** Every trace that an answer of this service named so far. */
  issued: ({ origin }) => clientOf(origin).issued,

  forget: ({ origin }) => void clients.delete(origin),
});

function clientOf(origin) {
  if (!clients.has(origin)) clients.set(origin, new Client(origin));
  return clients.get(origin);
}

async function loop(client, tally, endsAt) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (performance.now() < endsAt) {
    const outcome = await client.ask(agent);
    tally.enter(outcome);
    if (outcome.failure) break;
  }
  agent.destroy();
}

class Tally {
  refused = 0;
  #startedAt = performance.now();
  #times = [];
  #failures = {};

  enter({ ms, failure, refused = false }) {
    if (refused) this.refused += 1;
    else if (failure === undefined) this.#times.push(ms);
    else this.#failures[failure] = (this.#failures[failure] ?? 0) + 1;
  }

  result() {
    const times = this.#times.toSorted((one, other) => one - other);
    const seconds = (performance.now() - this.#startedAt) / 1_000;
    return {
      answered: times.length,
      /** Requests that nobody accepted, as happens to a service that ends; why the others failed, and how many. */
      refused: this.refused,
      failures: this.#failures,
      perSecond: times.length / seconds,
      p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    };
  }
}

// A process that stands in for all destinations of one service, healthy or not as it is told. Speaks to 127.0.0.1 only.
import { DaemonStandIn } from './daemon-stand-in.js';
import { HttpStandIn } from './http-stand-in.js';
import { Ledger } from './ledger.js';
import { answerQuestions } from './questions.js';

const HTTP_SINKS = ['otlp', 'rollbar', 'cloudwatch'];
const worlds = new Map();

answerQuestions({
  /** Opens all four anew. @returns the world's number, and each one's port. */
  async open({ faults, certificates }) {
    const world = { ledgers: {}, standIns: {}, ports: {} };
    for (const sink of HTTP_SINKS) {
      const speaksTls = faults[sink] === 'TLS with a wrong certificate';
      world.standIns[sink] = new HttpStandIn(sink, speaksTls ? certificates : undefined);
    }
    world.standIns.xray = new DaemonStandIn();
    for (const [sink, standIn] of Object.entries(world.standIns)) {
      world.ledgers[sink] = new Ledger(sink);
      world.ports[sink] = await standIn.open(faults[sink] ?? 'none');
    }
    const number = worlds.size;
    worlds.set(number, world);
    return { number, ports: world.ports };
  },

  async set({ number, faults }) {
    const { standIns } = worlds.get(number);
    await Promise.all(Object.entries(faults).map(([sink, fault]) => standIns[sink].set(fault)));
  },

  /** @param traces by sink: those that `awaited` asks for from now on */
  await({ number, traces }) {
    const { standIns, ledgers } = worlds.get(number);
    for (const [sink, some] of Object.entries(traces)) {
      ledgers[sink].take(arrivalsAt(standIns[sink]));
      ledgers[sink].await(some);
    }
  },

  /** How many of them have not arrived yet, by sink. */
  awaited({ number }) {
    const { standIns, ledgers } = worlds.get(number);
    const entries = Object.entries(ledgers).map(([sink, ledger]) => {
      ledger.take(arrivalsAt(standIns[sink]));
      return [sink, ledger.awaited];
    });
    return Object.fromEntries(entries);
  },

  /** Of each: how many items it has, acknowledged, has twice, and which trace they are of. */
  arrived({ number }) {
    const { standIns, ledgers } = worlds.get(number);
    const entries = Object.entries(standIns).map(([sink, standIn]) => {
      const ledger = ledgers[sink];
      ledger.take(arrivalsAt(standIn));
      const { unique, twice, acknowledged } = ledger;
      return [sink, { unique, twice, acknowledged, byTrace: ledger.byTrace() }];
    });
    return { ...Object.fromEntries(entries), overflowed: standIns.xray.countOverflow() };
  },

  async close({ number }) {
    const { standIns } = worlds.get(number);
    await Promise.all(Object.values(standIns).map((standIn) => standIn.close()));
    worlds.set(number, undefined);
  },
});

function arrivalsAt({ datagrams, requests }) {
  return datagrams ?? requests;
}

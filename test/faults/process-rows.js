import { setTimeout as sleep } from 'node:timers/promises';
import { bookkeeping } from './bookkeeping.js';
import { expectedItems } from './expectation.js';
import { preload } from './preload.js';
import { killedWithSpool, spoolOnFullDisk } from './spool-rows.js';
import { Trial } from './trial.js';

const BLACK_HOLES = { otlp: 'black hole', rollbar: 'black hole', cloudwatch: 'black hole', xray: 'refused' };
const CONNECTIONS = 10;
const LOAD_SECONDS = 15;
const BEFORE_MS = 2_500;
/** Well after what is taken for the first one heard twice. */
const SECOND_SIGNAL_AFTER_MS = 1_000;

/** By name: how each is run, and what its end has to be. */
export const PROCESS_ROWS = {
  'SIGTERM under load, all well': { exitWithinMs: 1_000, run: (lab) => terminated(lab, {}) },
  'SIGTERM under load, all black holes': { faults: BLACK_HOLES, run: (lab) => terminated(lab, BLACK_HOLES) },
  'SIGTERM twice, all black holes': {
    faults: BLACK_HOLES,
    // Of the second signal.
    exitWithinMs: 1_000,
    run: (lab) => terminated(lab, BLACK_HOLES, { twice: true }),
  },
  'a crash in a request, all well': { exitWithinMs: 3_000, exitCode: 1, run: (lab) => crashed(lab, {}) },
  'a crash in a request, Rollbar a black hole': {
    faults: { rollbar: 'black hole' },
    exitWithinMs: 3_000,
    exitCode: 1,
    run: (lab) => crashed(lab, { rollbar: 'black hole' }),
  },
  'kill -9 in an outage, with a spool': { run: killedWithSpool },
  'the disk of the spool is full': { run: spoolOnFullDisk },
};

async function terminated(lab, faults, { twice = false } = {}) {
  const trial = await Trial.start(lab, lab.illDestinations, { faults });
  const loading = trial.load('closed', { connections: CONNECTIONS, seconds: LOAD_SECONDS });
  await sleep(BEFORE_MS);
  if (twice) {
    trial.service.signal('SIGTERM');
    await sleep(SECOND_SIGNAL_AFTER_MS);
  }
  const ending = await trial.end();
  const result = await measured(lab, trial, ending, await loading);
  if (result.unanswered > 0)
    result.notes.push(`${result.unanswered} spans of requests that were taken and not answered`);
  return result;
}

async function crashed(lab, faults) {
  const environment = { NODE_OPTIONS: preload('crash-on-request.js') };
  const trial = await Trial.start(lab, lab.illDestinations, { faults, environment });
  const loading = trial.load('closed', { connections: CONNECTIONS, seconds: LOAD_SECONDS });
  await sleep(BEFORE_MS);
  const crash = trial.load('once', { headers: { 'x-fault': 'crash' } });
  const ending = await trial.end(0);
  await crash;
  const loaded = await loading;
  const items = expectedItems(lab.learned, await trial.issued()).rollbar;
  const result = await measured(lab, trial, ending, loaded);
  const { recorded, delivered } = result.sinks.rollbar;
  if (recorded !== items + 1) result.notes.push(`${recorded - items} reports of the crash, not 1`);
  result.remark = faults.rollbar ? undefined : `${delivered - items} report of the crash delivered`;
  return result;
}

async function measured(lab, trial, { accounts, code, ms }, { failures }) {
  const issued = await trial.issued();
  const arrived = await trial.arrived();
  await trial.close();
  const expected = expectedItems(lab.learned, issued);
  const sinks = bookkeeping(accounts, arrived, expected);
  const notes = accounts ? [] : ['no accounts line'];
  return { failures, code, exitMs: ms, sinks, notes, unanswered: sinks.otlp.recorded - expected.otlp };
}

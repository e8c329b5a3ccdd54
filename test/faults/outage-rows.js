import { setTimeout as sleep } from 'node:timers/promises';
import { bookkeeping } from './bookkeeping.js';
import { expectedItems, tracesBySink } from './expectation.js';
import { healed } from './paired-row.js';
import { failuresOf } from './speed.js';
import { Trial } from './trial.js';

/** 200 spans a second: the home feed makes two. */
const REQUESTS_PER_SECOND = 100;
/** Several services at once are more than one core has room for. */
const ANYWHERE = { core: null };
const WARM_SECONDS = 4;
const WELL_BEFORE_SECONDS = 5;
const BACK_SECONDS = 35;
/** Longer than most backlogs take to get out: several at once would be one load on the machine, and that is none of the rows'. */
const APART_SECONDS = 20;

/**
 * The outages of one length side by side, each beginning and ending some seconds after the one before, and a service whose
 * destinations are well beside them, each under the same fixed rate: first well, then away for `awaySeconds`, then back, still
 * under load.
 */
export async function outageRows(rows, lab) {
  const [well, ...trials] = await Promise.all([
    Trial.start(lab, lab.wellDestinations, ANYWHERE),
    ...rows.map(() => Trial.start(lab, lab.illDestinations, ANYWHERE)),
  ]);
  // The first requests of a service are its slowest, whatever its destinations do.
  for (const trial of [well, ...trials]) await trial.load('closed', { connections: 10, seconds: WARM_SECONDS });
  // All of them under load for as long: a p99 of more requests has less of the first ones in it, which are slow.
  const seconds = (rows.length - 1) * APART_SECONDS + WELL_BEFORE_SECONDS + rows[0].awaySeconds + BACK_SECONDS;
  const wellLoad = load(well, seconds);
  const outages = trials.map((trial, index) => outage(trial, rows[index], index * APART_SECONDS, seconds));
  const [wellResult, ...results] = await Promise.all([wellLoad, ...outages]);
  const wellRss = well.service.peakMiB;
  const wellEnding = await well.end();
  const wellIssued = await well.issued();
  const wellArrived = await well.arrived();
  const measured = [];
  for (const [index, trial] of trials.entries()) {
    const result = results[index];
    const expected = expectedItems(lab.learned, await trial.issued());
    const arrived = await trial.arrived();
    measured.push({
      well: wellResult,
      ill: result.loaded,
      failures: failuresOf([result.loaded]),
      wellFailures: failuresOf([wellResult]),
      rssMiB: result.peakMiB - wellRss,
      ...result.drained,
      exitMs: result.ending.ms,
      code: result.ending.code,
      sinks: bookkeeping(result.ending.accounts, arrived, expected),
      wellSinks: bookkeeping(wellEnding.accounts, wellArrived, expectedItems(lab.learned, wellIssued)),
    });
    await trial.close();
  }
  await well.close();
  return measured;
}

async function outage(trial, { faults, awaySeconds }, afterSeconds, seconds) {
  const loading = load(trial, seconds);
  await sleep((afterSeconds + WELL_BEFORE_SECONDS) * 1_000);
  await trial.set(faults);
  await sleep(awaySeconds * 1_000);
  const owed = tracesBySink(await trial.issued(), Object.keys(faults));
  await trial.set(healed(faults));
  const drained = await trial.caughtUp(owed, (BACK_SECONDS - 2) * 1_000);
  const loaded = await loading;
  const { peakMiB } = trial.service;
  return { loaded, drained, peakMiB, ending: await trial.end() };
}

function load(trial, seconds) {
  return trial.load('rate', { perSecond: REQUESTS_PER_SECOND, seconds });
}

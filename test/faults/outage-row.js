import { setTimeout as sleep } from 'node:timers/promises';
import { bookkeeping } from './bookkeeping.js';
import { expectedItems, tracesBySink } from './expectation.js';
import { healed } from './paired-row.js';
import { failuresOf } from './speed.js';
import { Trial } from './trial.js';

/** 200 spans a second: the home feed makes two. */
const REQUESTS_PER_SECOND = 100;
/** Two services at once are more than one core has room for, when a backlog gets out. */
const ANYWHERE = { core: null };
const WARM_SECONDS = 4;
const WELL_BEFORE_SECONDS = 5;
const BACK_SECONDS = 35;

/**
 * A service whose destinations are away for `awaySeconds`, and one beside it whose destinations are well, each under the
 * same fixed rate: first well, then away, then back, still under load.
 */
export async function outageRow({ faults, awaySeconds }, lab) {
  const [well, ill] = await Promise.all([
    Trial.start(lab, lab.wellDestinations, ANYWHERE),
    Trial.start(lab, lab.illDestinations, ANYWHERE),
  ]);
  // The first requests of a service are its slowest, and its memory grows most with them, whatever its destinations do.
  for (const trial of [well, ill]) await trial.load('closed', { connections: 10, seconds: WARM_SECONDS });
  for (const { service } of [well, ill]) service.peakMiB = 0;
  const rate = { perSecond: REQUESTS_PER_SECOND, seconds: WELL_BEFORE_SECONDS + awaySeconds + BACK_SECONDS };
  const loading = Promise.all([well.load('rate', rate), ill.load('rate', rate)]);
  await sleep(WELL_BEFORE_SECONDS * 1_000);
  await ill.set(faults);
  await sleep(awaySeconds * 1_000);
  const owed = tracesBySink(await ill.issued(), Object.keys(faults));
  await ill.set(healed(faults));
  const drained = await ill.caughtUp(owed, (BACK_SECONDS - 2) * 1_000);
  const [wellLoad, illLoad] = await loading;
  const rssMiB = ill.service.peakMiB - well.service.peakMiB;
  const [wellEnding, ending] = await Promise.all([well.end(), ill.end()]);
  const sinksOf = async (trial, { accounts }) =>
    bookkeeping(accounts, await trial.arrived(), expectedItems(lab.learned, await trial.issued()));
  const [wellSinks, sinks] = [await sinksOf(well, wellEnding), await sinksOf(ill, ending)];
  await Promise.all([well.close(), ill.close()]);
  return {
    well: wellLoad,
    ill: illLoad,
    failures: failuresOf([illLoad]),
    wellFailures: failuresOf([wellLoad]),
    rssMiB,
    ...drained,
    exitMs: ending.ms,
    code: ending.code,
    sinks,
    wellSinks,
  };
}

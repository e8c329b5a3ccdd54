import { bookkeeping } from './bookkeeping.js';
import { expectedItems, tracesBySink } from './expectation.js';
import { preload } from './preload.js';
import { failuresOf, loadedFor, speed } from './speed.js';
import { Trial } from './trial.js';

/** An attempt that hangs is given up after 10 s, and the destination asked again 5 s later at most; on a busy machine all takes longer. */
const DRAIN_MS = 60_000;

/**
 * Two services side by side, one with all destinations well, one with the row's faults, loaded in turn for short whiles by
 * clients that ask again as soon as they are answered: whatever else the machine does, both meet. Then the destination is
 * mended, where that can be, and what is owed is waited for.
 */
export async function pairedRow({ faults, owes }, lab) {
  const { rounds, seconds, warmSeconds } = lab.pace;
  const [well, ill] = await Promise.all([
    Trial.start(lab, lab.wellDestinations),
    Trial.start(lab, lab.illDestinations, { faults, environment: environmentFor(faults, lab) }),
  ]);
  const warm = [await loadedFor(well, warmSeconds), await loadedFor(ill, warmSeconds)];
  const whiles = { well: [], ill: [] };
  for (let round = 0; round < rounds; round += 1) {
    // There and back, so that what grows with time is on both sides.
    const order = round % 2 === 0 ? ['well', 'ill'] : ['ill', 'well'];
    for (const side of order) whiles[side].push(await loadedFor({ well, ill }[side], seconds));
  }
  const rssMiB = ill.service.peakMiB - well.service.peakMiB;
  await ill.set(healed(faults));

  const wellEnding = await well.end();
  const [wellIssued, illIssued] = [await well.issued(), await ill.issued()];
  const wellArrived = await well.arrived();
  const drained = owes.length > 0 ? await ill.caughtUp(tracesBySink(illIssued, owes), DRAIN_MS) : undefined;
  const ending = await ill.end();
  const arrived = await ill.arrived();
  await Promise.all([well.close(), ill.close()]);
  return {
    well: speed(whiles.well),
    ill: speed(whiles.ill),
    failures: failuresOf([...warm, ...whiles.well, ...whiles.ill]),
    rssMiB,
    ...drained,
    exitMs: ending.ms,
    code: ending.code,
    sinks: bookkeeping(ending.accounts, arrived, expectedItems(lab.learned, illIssued)),
    wellSinks: bookkeeping(wellEnding.accounts, wellArrived, expectedItems(lab.learned, wellIssued)),
  };
}

/** What the service itself needs for a fault to show, or to end. */
function environmentFor(faults, { certificates }) {
  const has = (fault) => Object.values(faults).includes(fault);
  return {
    ...(has('TLS with a wrong certificate') && { NODE_EXTRA_CA_CERTS: certificates.right.file }),
    ...(has('EMSGSIZE') && { NODE_OPTIONS: preload('small-datagrams.js') }),
  };
}

export function healed(faults) {
  return Object.fromEntries(Object.keys(faults).map((sink) => [sink, 'none']));
}

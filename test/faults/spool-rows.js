import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bookkeeping } from './bookkeeping.js';
import { expectedItems, incomplete, tracesBySink } from './expectation.js';
import { healed } from './paired-row.js';
import { SINKS, Trial } from './trial.js';

const AWAY = { otlp: 'refused', xray: 'refused', rollbar: 'refused', cloudwatch: 'refused' };
const REQUESTS_PER_SECOND = 100;
const OUTAGE_SECONDS = 6;
/** Never waited out where all is caught up. */
const CATCH_UP_MS = 60_000;
const MAY_LOSE_MS = 100;
const DISK = 'size=128k';

/** Killed in the middle of an outage and of load; a second run of the same service finds its destinations well. */
export async function killedWithSpool(lab) {
  const environment = { TELEMETRY_SPOOL_DIR: join(lab.folder, 'spool') };
  const trial = await Trial.start(lab, lab.illDestinations, { faults: AWAY, environment });
  const first = trial.service.origin;
  const loading = trial.load('rate', { perSecond: REQUESTS_PER_SECOND, seconds: OUTAGE_SECONDS + 5 });
  await sleep(OUTAGE_SECONDS * 1_000);
  const killedAt = trial.service.signal('SIGKILL');
  await trial.service.ended();
  const { failures } = await loading;
  const issued = await trial.issued();

  await trial.set(healed(AWAY));
  await trial.startService();
  await trial.caughtUp(tracesBySink(issued, SINKS), CATCH_UP_MS);
  const { accounts, code, ms } = await trial.end();
  const arrived = await trial.arrived();
  await trial.load('forget', { origin: first });
  await trial.close();

  const lost = SINKS.map((sink) => [sink, incomplete(lab.learned, issued, arrived, sink)]);
  const lastMs = ([, requests]) => (requests.length === 0 ? 0 : killedAt - requests[0].at);
  const over = lost.filter((each) => lastMs(each) > MAY_LOSE_MS);
  const says = lost.map((each) => `${each[0]} ${Math.round(lastMs(each))} ms`).join(', ');
  return {
    // What was in flight when it was killed broke, and is no fault of its telemetry.
    failures: Object.fromEntries(Object.entries(failures).filter(([why]) => why.startsWith('HTTP'))),
    code,
    exitMs: ms,
    sinks: ofSecondRun(bookkeeping(accounts, arrived, expectedItems(lab.learned, issued))),
    late: over.map((each) => `${each[0]} lost the last ${Math.round(lastMs(each))} ms`),
    remark: `lost the last: ${says}`,
  };
}

/** Its accounts begin with what the spool held: what the first run lost, it cannot know. */
function ofSecondRun(sinks) {
  return Object.fromEntries(
    Object.entries(sinks).map(([sink, books]) => [sink, { ...books, unrecorded: 0, silent: 0 }]),
  );
}

/** An outage with a spool on a disk with room for a second of it. */
export async function spoolOnFullDisk(lab) {
  const disk = join(lab.folder, 'disk');
  if (!mount(disk)) return { skipped: 'mounting a small disk takes root on Linux' };
  try {
    const environment = { TELEMETRY_SPOOL_DIR: disk };
    const trial = await Trial.start(lab, lab.illDestinations, { environment });
    const loading = trial.load('rate', { perSecond: REQUESTS_PER_SECOND, seconds: OUTAGE_SECONDS + 2 });
    await sleep(1_000);
    await trial.set(AWAY);
    await sleep(OUTAGE_SECONDS * 1_000);
    await trial.set(healed(AWAY));
    const { failures } = await loading;
    const issued = await trial.issued();
    const drained = await trial.caughtUp(tracesBySink(issued, SINKS), CATCH_UP_MS);
    const { accounts, code, ms, lines } = await trial.end();
    const sinks = bookkeeping(accounts, await trial.arrived(), expectedItems(lab.learned, issued));
    await trial.close();
    const said = lines.some((line) => line.includes('ENOSPC') && line.includes('memory only'));
    return {
      failures,
      code,
      exitMs: ms,
      ...drained,
      sinks,
      notes: said ? [] : ['it did not say that the disk is full'],
    };
  } finally {
    execFileSync('umount', [disk]);
  }
}

function mount(disk) {
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', DISK, 'tmpfs', disk], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

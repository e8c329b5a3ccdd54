import { SINKS } from './trial.js';

const RSS_MIB = 64;
const BACKLOG_OUT_MS = 30_000;

/** @returns {{ hard: string[], soft: string[] }} in what a row falls short; `soft` is what a busy machine does by itself */
export function judge(row, measured) {
  const failed = [
    ...count(measured.failures, 'failed'),
    ...count(measured.wellFailures ?? {}, 'failed while all is well'),
  ];
  const hard = [...failed, ...books(row, measured), ...ending(row, measured)];
  return { hard, soft: speedAndMemory(measured) };
}

function count(failures, word) {
  return Object.entries(failures).map(([why, times]) => `${times} ${word}: ${why}`);
}

function books({ mayDrop = {}, owes = [], faults = {} }, { sinks, wellSinks }) {
  const short = [];
  const say = (number, sink, what) => number !== 0 && short.push(`${sink}: ${number} ${what}`);
  for (const sink of SINKS) {
    const { off, unacknowledged, unrecorded, silent, pending, never, dropped } = sinks[sink];
    say(off, sink, 'off in the accounts');
    say(unacknowledged, sink, 'called delivered and not acknowledged');
    say(unrecorded, sink, 'never recorded');
    say(silent, sink, 'neither there nor accounted for');
    for (const [reason, items] of Object.entries(dropped))
      if (!mayDrop[sink]?.includes(reason)) say(items, sink, `dropped as ${reason}`);
    // A sink without a fault of its own must not notice those of the others.
    if (owes.includes(sink) || !(sink in faults)) say(pending, sink, 'still pending');
    if (sink !== 'xray' && owes.includes(sink)) say(never, sink, 'never arrived');
  }
  for (const [sink, { off, never, pending, dropped }] of Object.entries(wellSinks ?? {})) {
    const lost = sink === 'xray' ? 0 : never;
    say(off + lost + pending + Object.keys(dropped).length, sink, 'wrong while all is well');
  }
  return short;
}

function ending({ awaySeconds, exitWithinMs = 8_000, exitCode = 0 }, { code, exitMs, drainedMs, notes = [] }) {
  const short = [...notes];
  if (code !== exitCode) short.push(`ended with ${code}, not ${exitCode}`);
  if (exitMs > exitWithinMs) short.push(`took ${Math.round(exitMs)} ms to end, not ${exitWithinMs}`);
  if (awaySeconds && !(drainedMs <= BACKLOG_OUT_MS)) short.push('the backlog was not out in 30 s');
  return short;
}

function speedAndMemory({ well, ill, rssMiB }) {
  const soft = [];
  if (well && ill.p99Ms > well.p99Ms + Math.max(2, well.p99Ms / 10)) soft.push('p99');
  if (rssMiB > RSS_MIB) soft.push('RSS');
  return soft;
}

import { SINKS } from './trial.js';

const RSS_MIB = 64;
const BACKLOG_OUT_MS = 30_000;

/**
 * In what a row falls short: `exact` is what either holds or does not, `timed` are figures of a moment on a machine, which
 * a busy one puts over by itself.
 *
 * @returns {{ exact: string[], timed: string[] }}
 */
export function judge(row, measured) {
  const failed = [
    ...count(measured.failures, 'failed'),
    ...count(measured.wellFailures ?? {}, 'failed while all is well'),
  ];
  return { exact: [...failed, ...books(row, measured), ...ending(row, measured)], timed: timed(row, measured) };
}

/** Whether p99 is the only thing that is wrong with it. */
export function isSlow({ exact, timed: [first] }) {
  return exact.length === 0 && first?.startsWith('p99 ');
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

function ending({ exitCode = 0 }, { code, notes = [] }) {
  return code === exitCode ? notes : [...notes, `ended with ${code}, not ${exitCode}`];
}

function timed({ awaySeconds, exitWithinMs = 8_000 }, { well, ill, rssMiB, exitMs, drainedMs, late = [] }) {
  const over = [];
  if (well && ill.p99Ms > well.p99Ms + Math.max(2, well.p99Ms / 10))
    over.push(`p99 ${ill.p99Ms.toFixed(1)} ms beside ${well.p99Ms.toFixed(1)}`);
  // Under all the load that a service takes, two that are well differ by as much: what V8 lets grow before it collects.
  if (awaySeconds && rssMiB > RSS_MIB) over.push(`RSS + ${Math.round(rssMiB)} MiB`);
  if (exitMs > exitWithinMs) over.push(`took ${Math.round(exitMs)} ms to end, not ${exitWithinMs}`);
  if (awaySeconds && !(drainedMs <= BACKLOG_OUT_MS)) over.push('the backlog was not out in 30 s');
  return [...over, ...late];
}

const COLUMNS = [
  'row',
  'failed',
  'req/s (well)',
  'p99 ms (well)',
  'CPU us/req (well)',
  'RSS + MiB',
  'accounts off',
  'delivered',
  'pending',
  'dropped',
  'twice',
  'never',
  'back in s',
  'exit s',
  'verdict',
];

/** The table as Markdown, so that it can be kept in a document as it is. */
export function table(results) {
  const lines = results.map((result) => cells(result));
  const widths = COLUMNS.map((column, at) => Math.max(column.length, ...lines.map((line) => line[at].length)));
  const format = (line) => `| ${line.map((cell, at) => cell.padEnd(widths[at])).join(' | ')} |`;
  return [format(COLUMNS), format(widths.map((width) => '-'.repeat(width))), ...lines.map(format)].join('\n');
}

/** One row in words, for whoever watches. */
export function verdict({ short, timed, time, skipped, measured }) {
  if (skipped) return `skipped: ${skipped}`;
  if (short.length > 0) return `falls short: ${short.join('; ')}`;
  const notes = timed.map((figure) => `${figure}, noted`);
  if (time > 1) notes.push(`the ${time}. time it was measured`);
  if (measured.remark) notes.push(measured.remark);
  return notes.length > 0 ? `holds (${notes.join('; ')})` : 'holds';
}

function cells({ name, measured, ...judged }) {
  if (!measured) return [name, ...Array(COLUMNS.length - 2).fill(''), verdict(judged)];
  const { well, ill, failures, rssMiB, sinks, drainedMs, exitMs } = measured;
  const sum = (pick) => Object.values(sinks).reduce((total, sink) => total + pick(sink), 0);
  return [
    name,
    String(Object.values(failures).reduce((total, times) => total + times, 0)),
    pair(ill?.perSecond, well?.perSecond, 0),
    pair(ill?.p99Ms, well?.p99Ms, 1),
    pair(ill?.cpuUs, well?.cpuUs, 0),
    rssMiB === undefined ? '' : rssMiB.toFixed(0),
    String(sum(({ off }) => Math.abs(off))),
    String(sum(({ delivered }) => delivered)),
    String(sum(({ pending }) => pending)),
    droppedIn(sinks),
    String(sum(({ twice }) => twice)),
    String(sum(({ never }) => never)),
    drainedMs === undefined ? '' : (drainedMs / 1_000).toFixed(1),
    (exitMs / 1_000).toFixed(2),
    verdict({ measured, ...judged }),
  ];
}

function pair(one, other, digits) {
  return one === undefined ? '' : `${one.toFixed(digits)} (${other.toFixed(digits)})`;
}

function droppedIn(sinks) {
  const reasons = {};
  for (const { dropped } of Object.values(sinks))
    for (const [reason, items] of Object.entries(dropped)) reasons[reason] = (reasons[reason] ?? 0) + items;
  return Object.entries(reasons).map(([reason, items]) => `${items} ${reason}`).join(', ') || '0'; // prettier-ignore
}

/** `... Scavenge 20.1 (30.0) -> 5.2 (31.0) MB, ...` */
const COLLECTION = /(?:Scavenge|Mark-Compact|Minor Mark-Sweep)[^\n]*? ([\d.]+) \([\d.]+\) -> ([\d.]+) \(/g;

/** What was allocated between the first and the last collection of a --trace-gc output, in MiB, buffers outside the heap left out. */
export function allocatedMiB(output) {
  let allocated = 0;
  let left;
  for (const line of linesOf(output)) {
    for (const [, before, after] of line.matchAll(COLLECTION)) {
      if (left !== undefined) allocated += Math.max(0, before - left);
      left = Number(after);
    }
  }
  return allocated;
}

/** One after the other: a million requests' log lines are longer than a string may be. */
function* linesOf(output) {
  for (let from = 0; from < output.length;) {
    const end = output.indexOf('\n', from);
    const to = end < 0 ? output.length : end;
    yield output.toString('latin1', from, to);
    from = to + 1;
  }
}

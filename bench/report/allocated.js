/** `... Scavenge 20.1 (30.0) -> 5.2 (31.0) MB, ...` */
const COLLECTION = /(?:Scavenge|Mark-Compact|Minor Mark-Sweep)[^\n]*? ([\d.]+) \([\d.]+\) -> ([\d.]+) \(/g;

/** What was allocated between the first and the last collection of a --trace-gc output, in MiB, buffers outside the heap left out. */
export function allocatedMiB(output) {
  let allocated = 0;
  let left;
  for (const line of output.toString('latin1').split('\n')) {
    for (const [, before, after] of line.matchAll(COLLECTION)) {
      if (left !== undefined) allocated += Math.max(0, before - left);
      left = Number(after);
    }
  }
  return allocated;
}

/** How much of its cell a duration's bar takes, 0 to 1: logarithmic, as one slow request among a hundred quick ones is what is looked for. */
export function durationShare(ms: number, longestMs: number): number {
  if (longestMs <= 0) return 0;
  return Math.log1p(Math.max(ms, 0) * 10) / Math.log1p(longestMs * 10);
}

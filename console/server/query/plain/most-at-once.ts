import type { Row } from '../row.js';

/**
 * The most spans of a group that were under way at once when one of `rows` began (that one among them); null where none of
 * `rows` lasts.
 */
export function mostAtOnce(rows: readonly Row[], group: readonly Row[]): number | null {
  const spans = group.filter(({ durationNs }) => durationNs !== undefined);
  const starts = rows.filter(({ durationNs }) => durationNs !== undefined).map(({ timeNs }) => timeNs);
  if (starts.length === 0) return null;
  const moments = [
    ...spans.map(({ timeNs }) => ({ at: timeNs, change: 1 })),
    ...spans.map((span) => ({ at: endOf(span), change: -1 })),
  ].toSorted((a, b) => (a.at === b.at ? a.change - b.change : a.at < b.at ? -1 : 1));
  const wanted = new Set(starts);
  let open = 0;
  let most = 0;
  for (const { at, change } of moments) {
    open += change;
    if (change === 1 && wanted.has(at)) most = Math.max(most, open);
  }
  return most;
}

/** A span that took no time counts at the moment at which it was. */
function endOf({ timeNs, durationNs = 0 }: Row): bigint {
  return timeNs + BigInt(Math.max(durationNs, 1));
}

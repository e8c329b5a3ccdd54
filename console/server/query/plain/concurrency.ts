import type { Interval } from '../plan-time.js';
import type { Row } from '../row.js';

/**
 * How many spans are under way in a time, each counted by the part of it that it lasts; null where there is none. As
 * another engine has to come to the same number, whole nanoseconds are added up and divided once.
 *
 * Honeycomb says what this is for a step of the series. It does not say what stands in the table: here it is the same over
 * the whole time of the query, as every other calculation is, so it is the mean of the series, does not depend on the
 * granularity, and the groups add up to what is without them.
 * https://docs.honeycomb.io/investigate/query/build/visualize-concurrency
 */
export function concurrency(rows: readonly Row[], time: Interval): number | null {
  const spans = rows.filter(({ durationNs }) => durationNs !== undefined);
  if (spans.length === 0) return null;
  return timesOver(
    spans.reduce((sum, span) => sum + coveredNs(span, time), 0n),
    time,
  );
}

export function timesOver(covered: bigint, { fromNs, toNs }: Interval): number {
  return Number(covered) / Number(toNs - fromNs);
}

/** How much of a time a span lasts that touches it. */
export function coveredNs(span: Row, { fromNs, toNs }: Interval): bigint {
  const end = endOf(span);
  return (end < toNs ? end : toNs) - (span.timeNs > fromNs ? span.timeNs : fromNs);
}

/** Whether a row began in a time or, being a span, began before and lasts into it; a time of no length has no rows. */
export function touches(row: Row, { fromNs, toNs }: Interval): boolean {
  return fromNs < toNs && row.timeNs < toNs && (row.timeNs >= fromNs || endOf(row) > fromNs);
}

/** A span that lasts longer than a number counts exactly (104 days) is stored as one that lasts so long. */
export function endOf({ timeNs, durationNs = 0 }: Row): bigint {
  return timeNs + BigInt(Math.min(durationNs, Number.MAX_SAFE_INTEGER));
}

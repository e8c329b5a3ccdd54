const HOUR_MS = 3_600_000;

const HOURS = new Map<unknown, number>([
  ['30-days', 30 * 24],
  ['7-days', 7 * 24],
  ['3-days', 3 * 24],
  ['1-day', 24],
  ['12-hours', 12],
  ['3-hours', 3],
  ['1-hour', 1],
]);

/** How long an activity with this `ttl` lives, in milliseconds; undefined where there is no such ttl. */
export function timeToLiveMs(ttl: unknown): number | undefined {
  const hours = HOURS.get(ttl);
  return hours && hours * HOUR_MS;
}

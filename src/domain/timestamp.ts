/** A time as the API writes it, `2026-11-21T04:43:28.573000+00:00`: with an offset and six digits, as Python's isoformat does. */
export function timestamp(time: Date): string {
  return `${time.toISOString().slice(0, -1)}000+00:00`;
}

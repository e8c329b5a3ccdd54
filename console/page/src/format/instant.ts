/** Milliseconds since the epoch of nanoseconds as decimal text, to the microsecond. */
export function toMs(ns: string): number {
  return Number(BigInt(ns) / 1_000n) / 1_000;
}

/** `now`, `12 s`, `4 min`, `3 h`, `2 d`: how long ago, for a narrow column. */
export function age(ms: number, now: number): string {
  const seconds = Math.max(0, (now - ms) / 1_000);
  if (seconds < 1) return 'now';
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** `18:04:05.123` in the reader's own zone. */
export function clock(ms: number): string {
  const date = new Date(ms);
  const thousandths = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${thousandths}`;
}

/** `25 Nov, 18:04:05` in the reader's own zone. */
export function day(ms: number): string {
  const date = new Date(ms);
  return `${date.getDate()} ${date.toLocaleString('en', { month: 'short' })}, ${clock(ms).slice(0, 8)}`;
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}

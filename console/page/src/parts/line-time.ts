import { clock, day } from '../format/instant.js';

/** The time of a line below one of `aboveMs`, with its day where that is another: clocks alone would seem to go forwards. */
export function lineTime(ms: number, aboveMs: number): string {
  return isSameDay(ms, aboveMs) ? clock(ms) : day(ms);
}

/** `25 Nov 2026, 18:04:05.123` in the reader's own zone. */
export function wholeTime(ms: number): string {
  const date = new Date(ms);
  return `${date.getDate()} ${date.toLocaleString('en', { month: 'short' })} ${date.getFullYear()}, ${clock(ms)}`;
}

export function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

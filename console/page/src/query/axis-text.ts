import { figure } from '../format/amount.js';
import { duration } from '../format/duration.js';
import { clock, day } from '../format/instant.js';

const DAY = 86_400;

/** A tick of the time axis, in as much detail as the stretch asks for. */
export function axisTime(seconds: number, steps: readonly number[]): string {
  const length = (steps.at(-1) ?? 0) - (steps[0] ?? 0);
  const ms = seconds * 1_000;
  if (length > 2 * DAY) return day(ms).split(',')[0]!;
  return clock(ms).slice(0, length <= 900 ? 8 : 5);
}

/** Only fields whose name says so are durations: for any other the unit is not known. */
export function axisValue(value: number, column: string | undefined): string {
  return column?.endsWith('duration_ms') ? duration(value) : figure(value);
}

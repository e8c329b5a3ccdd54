import { wholeTime } from '../plan-time.js';
import type { Plan } from '../plan.js';
import type { Parameters } from './parameters.js';

/** Which rows a statement reads: those that began in the plan's time, or besides them the spans that last into it. */
export type RowsInTime = 'began' | 'under way';

export function inTime(which: RowsInTime, r: string, { time }: Plan, parameters: Parameters): string {
  const { fromNs, toNs } = wholeTime(time);
  const start = parameters.bind(fromNs);
  const end = parameters.bind(toNs);
  const began = `${r}.time_ns >= ${start}`;
  // Not by the end of a span: so late a time may be stored that adding to it would leave the range of the type.
  const before = `${start} < ${end} AND ${r}.duration_ns > ${start} - ${r}.time_ns`;
  const isIn = which === 'began' ? began : `(${began} OR (${before}))`;
  return `${isIn} AND ${r}.time_ns < ${end}`;
}

/** Of a row that is under way: whether it `began` in the time; and of a span from when till when it is in it. */
export function partInTime(r: string, { time }: Plan, parameters: Parameters): readonly string[] {
  const { fromNs, toNs } = wholeTime(time);
  const start = parameters.bind(fromNs);
  const lasts = `least(${r}.duration_ns, ${parameters.bind(toNs)} - ${r}.time_ns)`;
  return [
    `${r}.time_ns >= ${start} AS began`,
    `greatest(${r}.time_ns, ${start}) AS from_ns`,
    `CASE WHEN ${r}.duration_ns IS NOT NULL THEN ${r}.time_ns + ${lasts} END AS till_ns`,
  ];
}

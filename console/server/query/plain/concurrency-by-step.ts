import { stepAt, timeOfStep, wholeTime } from '../plan-time.js';
import type { Plan } from '../plan.js';
import type { Row } from '../row.js';
import { coveredNs, endOf, timesOver } from './concurrency.js';

/**
 * How many spans are under way in each step of the plan's time that one of them touches. As many spans may last through as
 * many steps: those between its first and its last are only counted.
 */
export function concurrencyByStep({ time }: Plan, rows: readonly Row[]): ReadonlyMap<number, number> {
  const through = new Map<number, number>();
  const part = new Map<number, bigint>();
  for (const span of rows.filter(({ durationNs }) => durationNs !== undefined)) {
    const [first, last] = endsOf(span, time);
    for (const step of new Set([first, last])) {
      part.set(step, (part.get(step) ?? 0n) + coveredNs(span, timeOfStep(step, time)));
    }
    for (let step = first + 1; step < last; step++) through.set(step, (through.get(step) ?? 0) + 1);
  }
  return new Map(
    [...new Set([...part.keys(), ...through.keys()])].map((step) => {
      const { fromNs, toNs } = timeOfStep(step, time);
      const covered = (part.get(step) ?? 0n) + BigInt(through.get(step) ?? 0) * (toNs - fromNs);
      return [step, timesOver(covered, { fromNs, toNs })];
    }),
  );
}

/** The first and the last step that a span touches; one that ends where a step begins has no part in it. */
function endsOf(span: Row, time: Plan['time']): readonly [number, number] {
  const { fromNs, toNs } = wholeTime(time);
  const first = stepAt(span.timeNs > fromNs ? span.timeNs : fromNs, time);
  const end = endOf(span);
  return [first, Math.max(first, stepAt((end < toNs ? end : toNs) - 1n, time))];
}

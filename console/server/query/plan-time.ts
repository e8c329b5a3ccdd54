import { QueryRefused } from '../store/errors.js';
import type { QuerySpec } from './query-spec.js';

/** From (included) to (excluded), in steps that begin at whole multiples of their length since the epoch. */
export interface PlannedTime {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly stepSeconds: number;
}

/** From (included) to (excluded), in nanoseconds since the epoch. */
export interface Interval {
  readonly fromNs: bigint;
  readonly toNs: bigint;
}

const billion = 1_000_000_000n;

export function wholeTime({ startSeconds, endSeconds }: PlannedTime): Interval {
  return { fromNs: BigInt(startSeconds) * billion, toNs: BigInt(endSeconds) * billion };
}

/** A step, by its number since the epoch: what of it lies in the time, so of the first and the last perhaps a part. */
export function timeOfStep(step: number, time: PlannedTime): Interval {
  const whole = wholeTime(time);
  const fromNs = BigInt(step) * BigInt(time.stepSeconds) * billion;
  const toNs = fromNs + BigInt(time.stepSeconds) * billion;
  return { fromNs: fromNs > whole.fromNs ? fromNs : whole.fromNs, toNs: toNs < whole.toNs ? toNs : whole.toNs };
}

/** The number of the step, since the epoch, in which a moment is. */
export function stepAt(ns: bigint, { stepSeconds }: PlannedTime): number {
  return Number(ns / (BigInt(stepSeconds) * billion));
}

const twoHours = 7200;
/** Lengths of a step that a person reads easily; the first that makes at most 120 of them is taken. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

export function planTime(spec: QuerySpec, nowMs: number): PlannedTime {
  const { startSeconds, endSeconds } = ends(spec, Math.floor(nowMs / 1000) + 1);
  if (endSeconds < startSeconds) throw new QueryRefused('end_time: must not be earlier than start_time');
  const length = endSeconds - startSeconds;
  const stepSeconds = spec.granularity ? checked(spec.granularity, length) : chosen(length);
  return { startSeconds, endSeconds, stepSeconds };
}

function ends(spec: QuerySpec, now: number): { startSeconds: number; endSeconds: number } {
  const { start_time: start, end_time: end, time_range: range } = spec;
  if (start !== undefined && end !== undefined) {
    if (range !== undefined) throw new QueryRefused('time_range: cannot be given with both start_time and end_time');
    return { startSeconds: start, endSeconds: end };
  }
  const length = range ?? twoHours;
  if (start !== undefined) return { startSeconds: start, endSeconds: start + length };
  return { startSeconds: Math.max(0, (end ?? now) - length), endSeconds: end ?? now };
}

/** A time of no length has no steps: theirs may be any. */
function checked(granularity: number, length: number): number {
  if (length === 0) return granularity;
  if (granularity > length || granularity < length / 1000) {
    const least = Math.ceil(length / 1000);
    throw new QueryRefused(`granularity: must be between ${least} and ${length} for ${length} s`);
  }
  return granularity;
}

function chosen(length: number): number {
  return steps.find((step) => length / step <= 120) ?? Math.ceil(length / 120);
}

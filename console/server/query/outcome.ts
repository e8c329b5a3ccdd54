import type { HeatmapBucket } from '../../api/answers.js';
import type { PlannedCalculation } from './plan-calculations.js';
import type { Plan } from './plan.js';
import type { Scalar } from './query-spec.js';

/** What an engine found; the same from every engine, but for the last digits of sums. */
export interface Outcome {
  /** Rows in the query's time, before its filters; where spans are counted that are under way, those too. */
  readonly rowsRead: number;
  /** In order and limited. */
  readonly groups: readonly Group[];
}

export interface Group {
  /** Values of the breakdowns, in their order. */
  readonly key: readonly (Scalar | null)[];
  readonly found: Found;
  /** By the second at which a step begins, ascending; empty for groups beyond `groupsInSeries`. */
  readonly steps: ReadonlyMap<number, Found>;
}

/** By place in the plan's calculations; in a step, of a rate the aggregate that changes. A group's heatmap is in its steps alone. */
export type Found = readonly (number | null | readonly HeatmapBucket[])[];

/** What a calculation finds where there are no rows: a count is 0, of other things there is none. */
export function ofNothing(calculation: PlannedCalculation): number | null {
  const isCount = calculation.op === 'COUNT' || calculation.op === 'COUNT_DISTINCT';
  return isCount ? 0 : null;
}

/** A chart of more points than this is no longer read, and its answer is large. */
const maxPoints = 20_000;

export function groupsInSeries({ time }: Plan, groups: number): number {
  const steps = Math.ceil((time.endSeconds - time.startSeconds) / time.stepSeconds);
  return Math.min(groups, Math.max(1, Math.floor(maxPoints / steps)));
}

export function keyText(key: readonly (Scalar | null)[]): string {
  return JSON.stringify(key);
}

import type { HeatmapBucket } from '../../api/answers.js';
import type { Plan } from './plan.js';
import type { Scalar } from './query-spec.js';

/** What an engine found; the same from every engine, but for the last digits of sums. */
export interface Outcome {
  /** Rows in the query's time, before its filters. */
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

/** By place in the plan's calculations; of a rate, the aggregate that changes. A group's heatmap is in its steps alone. */
export type Found = readonly (number | null | readonly HeatmapBucket[])[];

/** A chart of more points than this is no longer read, and its answer is large. */
const maxPoints = 20_000;

export function groupsInSeries({ time }: Plan, groups: number): number {
  const steps = Math.ceil((time.endSeconds - time.startSeconds) / time.stepSeconds);
  return Math.min(groups, Math.max(1, Math.floor(maxPoints / steps)));
}

export function keyText(key: readonly (Scalar | null)[]): string {
  return JSON.stringify(key);
}

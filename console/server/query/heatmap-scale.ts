import type { HeatmapBucket } from '../../api/answers.js';

/** A prime, so that edges of a logarithmic scale do not fall on the round numbers on which rounding would decide. */
const binCount = 47;
/** Less than the largest value by this factor is not told apart. */
const depth = 1e6;

/** How a heatmap divides the values from its least to its greatest: evenly, or by magnitude where they span two of them. */
export interface HeatmapScale {
  readonly logarithmic: boolean;
  /** A value's bin is floor((x - low) * perUnit), between 0 and `last`, x being the value or its logarithm. */
  readonly low: number;
  readonly perUnit: number;
  readonly last: number;
  /** Where x stands for smaller values: a logarithm needs a floor. */
  readonly floor: number;
  readonly min: number;
  readonly max: number;
}

export function heatmapScale(min: number, max: number): HeatmapScale {
  const floor = Math.max(min, max / depth);
  const logarithmic = min >= 0 && max > 0 && max / floor >= 100;
  const low = logarithmic ? Math.log(floor) : min;
  const high = logarithmic ? Math.log(max) : max;
  const perUnit = high > low ? binCount / (high - low) : 0;
  return { logarithmic, low, perUnit, last: perUnit === 0 ? 0 : binCount - 1, floor, min, max };
}

export function binOf(value: number, { logarithmic, low, perUnit, last, floor }: HeatmapScale): number {
  const x = logarithmic ? Math.log(Math.max(value, floor)) : value;
  return Math.min(Math.max(Math.floor((x - low) * perUnit), 0), last);
}

/** Bins with their edges, lowest first; what lies at an edge belongs to the bin above it, but for the greatest value. */
export function toBuckets(counts: ReadonlyMap<number, number>, scale: HeatmapScale): readonly HeatmapBucket[] {
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([bin, count]) => ({ min: edge(bin, scale), max: edge(bin + 1, scale), count }));
}

function edge(bin: number, { logarithmic, low, perUnit, last, min, max }: HeatmapScale): number {
  if (bin === 0) return min;
  if (bin > last) return max;
  const x = low + bin / perUnit;
  return logarithmic ? Math.exp(x) : x;
}

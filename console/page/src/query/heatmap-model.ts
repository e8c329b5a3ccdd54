import type { CompareRequest, HeatmapBucket, QueryAnswer } from '../../../api/answers.js';
import type { QueryTime } from './query-time.js';

/** A rectangle of the heatmap, in shares of its width from the left and of its height from below. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}
export interface HeatmapCell extends Area {
  readonly time: number;
  readonly bucket: HeatmapBucket;
}
export interface HeatmapModel {
  readonly cells: readonly HeatmapCell[];
  readonly time: QueryTime;
  /** Of all values. */
  readonly min: number;
  readonly max: number;
  readonly logarithmic: boolean;
  /** The count of the fullest cell. */
  readonly most: number;
}

/** Where the axis begins on a logarithmic scale, of the greatest value: below, differences are of no interest. */
const DEPTH = 1e6;
/** A single value still wants a cell that can be seen. */
const THIN = 0.012;

/** The cells of a heatmap; where the query has groups, of all of them together. */
export function heatmapModel({ data }: QueryAnswer, calculation: string, time: QueryTime): HeatmapModel {
  const buckets = new Map<string, { time: number; bucket: HeatmapBucket }>();
  for (const point of data.series) {
    const at = Date.parse(point.time) / 1_000;
    for (const bucket of bucketsIn(point.data[calculation])) {
      const key = `${at} ${bucket.min}`;
      const count = (buckets.get(key)?.bucket.count ?? 0) + bucket.count;
      buckets.set(key, { time: at, bucket: { ...bucket, count } });
    }
  }
  const all = [...buckets.values()];
  const min = all.reduce((least, { bucket }) => Math.min(least, bucket.min), Number.POSITIVE_INFINITY);
  const max = all.reduce((most, { bucket }) => Math.max(most, bucket.max), Number.NEGATIVE_INFINITY);
  const logarithmic = min >= 0 && max > 0 && max / Math.max(min, max / DEPTH) >= 100;
  const model = { cells: [], time, min, max, logarithmic, most: 0 };
  const cells = all.map(({ time: at, bucket }) => ({ time: at, bucket, ...areaOf(model, at, bucket) }));
  return { ...model, cells, most: all.reduce((most, { bucket }) => Math.max(most, bucket.count), 0) };
}

type Scale = Pick<HeatmapModel, 'time' | 'min' | 'max' | 'logarithmic'>;

/** A value's height, 0 to 1. */
export function heightOf({ min, max, logarithmic }: Scale, value: number): number {
  if (max <= min) return 0.5;
  if (!logarithmic) return (value - min) / (max - min);
  const floor = Math.max(min, max / DEPTH);
  return Math.log(Math.max(value, floor) / floor) / Math.log(max / floor);
}

export function valueAt({ min, max, logarithmic }: Scale, height: number): number {
  if (max <= min) return min;
  const floor = Math.max(min, max / DEPTH);
  return logarithmic ? floor * (max / floor) ** height : min + height * (max - min);
}

/** The cells that a drawn rectangle touches, as what the server compares; undefined where it touches none. */
export function regionOf(model: HeatmapModel, drawn: Area, column: string): CompareRequest['region'] | undefined {
  const touched = model.cells.filter((cell) => meets(cell, drawn));
  if (touched.length === 0) return undefined;
  const times = touched.map(({ time }) => time);
  return {
    column,
    start_time: Math.min(...times),
    end_time: Math.max(...times) + model.time.step,
    min: Math.min(...touched.map(({ bucket }) => bucket.min)),
    max: Math.max(...touched.map(({ bucket }) => bucket.max)),
  };
}

/** Where a region stands in the heatmap. */
export function areaOfRegion(model: HeatmapModel, region: CompareRequest['region']): Area {
  return {
    ...areaOf(model, region.start_time, { min: region.min, max: region.max }),
    right: shareOf(model, region.end_time),
  };
}

function areaOf(scale: Scale, at: number, { min, max }: { min: number; max: number }): Area {
  const bottom = heightOf(scale, min);
  const top = Math.max(heightOf(scale, max), bottom + THIN);
  return { left: shareOf(scale, at), right: shareOf(scale, at + scale.time.step), bottom, top };
}

function shareOf({ time: { start, end } }: Scale, at: number): number {
  return Math.min(Math.max((at - start) / (end - start), 0), 1);
}

function meets(one: Area, other: Area): boolean {
  return one.left < other.right && other.left < one.right && one.bottom < other.top && other.bottom < one.top;
}

function bucketsIn(value: unknown): readonly HeatmapBucket[] {
  return Array.isArray(value) ? (value as HeatmapBucket[]) : [];
}

import type { QueryAnswer } from '../../../api/answers.js';
import { areaOfRegion, heatmapModel, heightOf, regionOf, valueAt } from './heatmap-model.js';

const time = { start: 0, end: 100, step: 10 };
const buckets = (...counts: [min: number, max: number, count: number][]) =>
  counts.map(([min, max, count]) => ({ min, max, count }));
const answer = (...series: [seconds: number, value: unknown][]): QueryAnswer => ({
  query: {},
  data: {
    results: [],
    series: series.map(([seconds, value]) => ({
      time: new Date(seconds * 1_000).toISOString(),
      data: { 'HEATMAP(d)': value },
    })),
  },
  rows_read: 0,
  elapsed_ms: 0,
});
const model = heatmapModel(
  answer([0, buckets([10, 20, 5], [20, 30, 1])], [50, buckets([50, 60, 2])]),
  'HEATMAP(d)',
  time,
);

describe('the heatmap', () => {
  it('places a cell by its time and its values', () => {
    expect(model).toMatchObject({ min: 10, max: 60, logarithmic: false, most: 5 });
    const [first, , last] = model.cells;
    expect(first).toMatchObject({ left: 0, right: 0.1, bottom: 0, top: 0.2 });
    expect(last).toMatchObject({ left: 0.5, right: 0.6, bottom: 0.8, top: 1 });
  });

  it('adds up the groups of a query', () => {
    const merged = heatmapModel(
      answer([0, buckets([0, 10, 5])], [0, buckets([0, 10, 2])], [0, null]),
      'HEATMAP(d)',
      time,
    );
    expect(merged.cells.map(({ bucket }) => bucket.count)).toEqual([7]);
  });

  it('goes by magnitude where values span two of them, and back', () => {
    const wide = heatmapModel(answer([0, buckets([1, 10, 1], [100, 1_000, 1])]), 'HEATMAP(d)', time);
    expect(wide.logarithmic).toBe(true);
    expect(heightOf(wide, 10)).toBeCloseTo(1 / 3);
    expect(valueAt(wide, 1 / 3)).toBeCloseTo(10);
    expect(valueAt(model, 0.5)).toBe(35);
  });

  it('takes a rectangle for the whole cells that it touches', () => {
    const drawn = { left: 0.05, right: 0.55, bottom: 0.25, top: 0.95 };
    expect(regionOf(model, drawn, 'd')).toEqual({ column: 'd', start_time: 0, end_time: 60, min: 20, max: 60 });
    expect(regionOf(model, { left: 0.2, right: 0.4, bottom: 0, top: 1 }, 'd')).toBeUndefined();
  });

  it('shows a region where it was taken', () => {
    const region = regionOf(model, { left: 0.5, right: 0.51, bottom: 0.8, top: 0.9 }, 'd')!;
    expect(areaOfRegion(model, region)).toEqual({ left: 0.5, right: 0.6, bottom: 0.8, top: 1 });
  });

  it('has room for values that are all the same, and none for nothing', () => {
    const same = heatmapModel(answer([0, buckets([5, 5, 3])]), 'HEATMAP(d)', time);
    expect(same.cells[0]).toMatchObject({ bottom: 0.5 });
    expect(same.cells[0]!.top).toBeGreaterThan(0.5);
    expect(heatmapModel(answer(), 'HEATMAP(d)', time).cells).toEqual([]);
  });
});

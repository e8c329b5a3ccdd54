import { heatmapScale, toBuckets, type HeatmapScale } from '../heatmap-scale.js';
import type { Plan } from '../plan.js';
import { heatmapStatement } from './heatmap-statements.js';
import type { Layout } from './layout.js';
import { finder, type OpenGroup } from './open-group.js';
import type { WantedGroups } from './plan-rows.js';
import type { ResultRow, RunStatement } from './statement.js';

interface HeatmapOf {
  readonly groups: readonly OpenGroup[];
  readonly charted: WantedGroups;
  readonly place: number;
  /** Rows with the least and the greatest value of some groups each, together of all. */
  readonly ranges: readonly ResultRow[];
}

/** Puts into each step of each group how many values fall into which bin. */
export async function readHeatmap(
  plan: Plan,
  layout: Layout,
  run: RunStatement,
  { groups, charted: wanted, place, ranges }: HeatmapOf,
): Promise<void> {
  const ends = ranges
    .flatMap((row) => [row[`min${place}`], row[`max${place}`]])
    .filter((end) => typeof end === 'number');
  if (ends.length === 0) return;
  const scale = heatmapScale(
    ends.reduce((a, b) => Math.min(a, b)),
    ends.reduce((a, b) => Math.max(a, b)),
  );
  const rows = await run(heatmapStatement(plan, layout, place, scale, wanted));
  const groupOf = finder(plan, groups, wanted);
  const counts = new Map<OpenGroup, Map<number, Map<number, number>>>();
  for (const row of rows) {
    const group = groupOf(row);
    if (group === undefined) continue;
    const steps = counts.get(group) ?? new Map<number, Map<number, number>>();
    const bins = steps.get(Number(row['step'])) ?? new Map<number, number>();
    bins.set(Number(row['bin']), Number(row['count']));
    counts.set(group, steps.set(Number(row['step']), bins));
  }
  putBuckets(counts, scale, place);
}

function putBuckets(
  counts: ReadonlyMap<OpenGroup, ReadonlyMap<number, ReadonlyMap<number, number>>>,
  scale: HeatmapScale,
  place: number,
): void {
  for (const [group, steps] of counts) {
    for (const [step, bins] of steps) group.put(step, place, toBuckets(bins, scale));
  }
}

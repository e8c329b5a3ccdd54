import { heatmapScale, toBuckets, type HeatmapScale } from '../heatmap-scale.js';
import { groupsInSeries, keyText, type Found, type Group, type Outcome } from '../outcome.js';
import type { Plan } from '../plan.js';
import type { Scalar } from '../query-spec.js';
import type { Layout } from './layout.js';
import type { Statement } from './parameters.js';
import {
  concurrencyStatement,
  countStatement,
  groupsStatement,
  heatmapStatement,
  rangeStatement,
  stepsStatement,
  type WantedGroups,
} from './translate.js';

/** A result's row by column name; integers of any size are numbers. */
export type ResultRow = Readonly<Record<string, Scalar | null>>;
export type RunStatement = (statement: Statement) => Promise<readonly ResultRow[]>;

/** Carries a plan out on a database: the groups first, then what is shown of those that are left. */
export async function readOutcome(plan: Plan, layout: Layout, run: RunStatement): Promise<Outcome> {
  const [counted] = await run(countStatement(plan));
  const found = await run(groupsStatement(plan, layout));
  const groups = found.map((row) => new OpenGroup(keyOf(plan, row), valuesOf(plan, row)));
  const all = plan.breakdowns.length === 0 || (plan.havings.length === 0 && groups.length < plan.limit);
  const chart = groups.slice(0, groupsInSeries(plan, groups.length));
  const charted = all && chart.length === groups.length ? undefined : chart;
  if (groups.length > 0) {
    const isPlain = plan.calculations.some(({ how }) => how === 'aggregate' || how === 'rate');
    if (isPlain) readSteps(plan, await run(stepsStatement(plan, layout, charted)), groups, charted);
    const isHeatmap = plan.calculations.some(({ how }) => how === 'heatmap');
    // The range of all groups is known where all of them are here.
    const ranges = isHeatmap && !all ? await run(rangeStatement(plan, layout)) : found;
    for (const [place, { how }] of plan.calculations.entries()) {
      if (how === 'heatmap') await readHeatmap(plan, layout, run, { groups, charted, place, ranges });
      if (how === 'concurrency') await readConcurrency(plan, layout, run, groups, all, place);
    }
  }
  const inChart = new Set(chart);
  return {
    rowsRead: Number(counted?.['count'] ?? 0),
    groups: groups.map((group) => group.closed(plan, inChart.has(group))),
  };
}

/** A group while its steps come in. */
class OpenGroup {
  private readonly steps = new Map<number, Found[number][]>();

  constructor(
    readonly key: readonly (Scalar | null)[],
    readonly found: Found[number][],
  ) {}

  put(step: number, place: number, value: Found[number]): void {
    const found = this.steps.get(step) ?? [];
    found[place] = value;
    this.steps.set(step, found);
  }

  closed(plan: Plan, withSteps: boolean): Group {
    const steps = withSteps ? [...this.steps].toSorted(([a], [b]) => a - b) : [];
    const seconds = plan.time.stepSeconds;
    const filled = (found: Found) => plan.calculations.map((_, place) => found[place] ?? null);
    return { key: this.key, found: this.found, steps: new Map(steps.map(([step, f]) => [step * seconds, filled(f)])) };
  }
}

function readSteps(plan: Plan, rows: readonly ResultRow[], groups: readonly OpenGroup[], wanted: WantedGroups): void {
  const groupOf = finder(plan, groups, wanted);
  for (const row of rows) {
    const group = groupOf(row);
    valuesOf(plan, row).forEach((value, place) => group?.put(Number(row['step']), place, value));
  }
}

interface HeatmapOf {
  readonly groups: readonly OpenGroup[];
  readonly charted: WantedGroups;
  readonly place: number;
  /** Rows with the least and the greatest value of some groups each, together of all. */
  readonly ranges: readonly ResultRow[];
}

async function readHeatmap(
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

/** Of all groups that are left: the most of a group is the most of its steps. */
async function readConcurrency(
  plan: Plan,
  layout: Layout,
  run: RunStatement,
  groups: readonly OpenGroup[],
  all: boolean,
  place: number,
): Promise<void> {
  const wanted = all ? undefined : groups;
  const groupOf = finder(plan, groups, wanted);
  for (const row of await run(concurrencyStatement(plan, layout, wanted))) {
    const group = groupOf(row);
    if (group === undefined) continue;
    const most = Number(row['most']);
    group.put(Number(row['step']), place, most);
    const before = group.found[place];
    group.found[place] = typeof before === 'number' ? Math.max(before, most) : most;
  }
}

function finder(plan: Plan, groups: readonly OpenGroup[], wanted: WantedGroups) {
  if (plan.breakdowns.length === 0) return () => groups[0];
  if (wanted !== undefined) return (row: ResultRow) => groups[Number(row['place'])];
  const byKey = new Map(groups.map((group) => [keyText(group.key), group]));
  return (row: ResultRow) => byKey.get(keyText(keyOf(plan, row)));
}

function keyOf(plan: Plan, row: ResultRow): readonly (Scalar | null)[] {
  return plan.breakdowns.map((_, index) => row[`b${index}`] ?? null);
}

function valuesOf(plan: Plan, row: ResultRow): (number | null)[] {
  return plan.calculations.map((_, index) => {
    const value = row[`a${index}`];
    return value === null || value === undefined ? null : Number(value);
  });
}

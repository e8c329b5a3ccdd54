import { heatmapScale, type HeatmapScale } from '../heatmap-scale.js';
import type { Plan } from '../plan.js';
import type { Row } from '../row.js';
import { aggregate } from './aggregate.js';
import { valuesOf } from './evaluate-calculation.js';

/** The scale of each heatmap by the key of its calculation: one for all of the query's groups. */
export type Scales = ReadonlyMap<string, HeatmapScale>;

export function scalesOf(plan: Plan, rows: readonly Row[]): Scales {
  return new Map(
    plan.calculations.flatMap((calculation) => {
      if (calculation.how !== 'heatmap') return [];
      const values = valuesOf(rows, calculation.column);
      const min = aggregate('MIN', values);
      const max = aggregate('MAX', values);
      return min === null || max === null ? [] : [[calculation.key, heatmapScale(min, max)] as const];
    }),
  );
}

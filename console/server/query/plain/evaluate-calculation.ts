import { columnValue } from '../column-value.js';
import type { Column } from '../column.js';
import { binOf, toBuckets } from '../heatmap-scale.js';
import type { Found } from '../outcome.js';
import type { PlannedCalculation } from '../plan-calculations.js';
import type { Scalar } from '../query-spec.js';
import type { Row } from '../row.js';
import { aggregate } from './aggregate.js';
import type { Scales } from './scales.js';

/** One calculation over `rows`, which are all rows of a group or those of one of its steps. */
export function evaluateCalculation(
  calculation: Exclude<PlannedCalculation, { how: 'concurrency' }>,
  rows: readonly Row[],
  scales: Scales,
): Found[number] {
  if (calculation.how !== 'heatmap') return aggregate(calculation.aggregate, valuesOf(rows, calculation.column));
  const scale = scales.get(calculation.key);
  const values = valuesOf(rows, calculation.column).map(Number);
  if (scale === undefined || values.length === 0) return null;
  const counts = new Map<number, number>();
  for (const value of values) counts.set(binOf(value, scale), (counts.get(binOf(value, scale)) ?? 0) + 1);
  return toBuckets(counts, scale);
}

/** The values that are there; for want of a column, a value for each row. */
export function valuesOf(rows: readonly Row[], column: Column | undefined): readonly Scalar[] {
  if (column === undefined) return rows.map(() => true);
  return rows
    .map(({ values }) => columnValue(values.get(column.name), column.type))
    .filter((value) => value !== undefined);
}

import type { AggregateOp } from '../plan-calculations.js';
import { percentiles, type Scalar } from '../query-spec.js';

/** Of no values there is no sum, mean, extreme or percentile; there are none of them. */
export function aggregate(op: AggregateOp, values: readonly Scalar[]): number | null {
  if (op === 'COUNT') return values.length;
  if (op === 'COUNT_DISTINCT') return new Set(values).size;
  if (values.length === 0) return null;
  const numbers = values.map(Number);
  if (op === 'SUM') return sum(numbers);
  if (op === 'AVG') return sum(numbers) / numbers.length;
  if (op === 'MAX') return numbers.reduce((a, b) => Math.max(a, b));
  if (op === 'MIN') return numbers.reduce((a, b) => Math.min(a, b));
  return percentile(numbers, percentiles[op]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** The least value that at least this part of the values does not exceed: one that really occurred. */
function percentile(numbers: readonly number[], part: number): number | null {
  const rank = numbers.length - Math.floor(numbers.length - part * numbers.length);
  return numbers.toSorted((a, b) => a - b)[Math.max(1, rank) - 1] ?? null;
}

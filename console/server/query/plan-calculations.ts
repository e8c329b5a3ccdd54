import { QueryRefused } from '../store/errors.js';
import type { Catalogue } from './catalogue.js';
import { asNumbers, readColumn, type Column } from './column.js';
import { type Calculation, type CalculationOp, percentiles } from './query-spec.js';

/** One number of a group's rows; the engine computes it for each group, and for each step of each group. */
export type AggregateOp = 'COUNT' | 'SUM' | 'AVG' | 'COUNT_DISTINCT' | 'MAX' | 'MIN' | keyof typeof percentiles;

/**
 * A calculation and how it comes about: an aggregate itself, a change of an aggregate from step to step, or one of the two
 * that look at more than single values.
 */
export type PlannedCalculation = { readonly key: string; readonly op: CalculationOp } & (
  | { readonly how: 'aggregate'; readonly aggregate: AggregateOp; readonly column?: Column }
  | { readonly how: 'rate'; readonly aggregate: AggregateOp; readonly column: Column }
  | { readonly how: 'heatmap'; readonly column: Column }
  | { readonly how: 'concurrency' }
);

/** COUNT where none is asked for; throws QueryRefused, whose message names the part. */
export function planCalculations(asked: readonly Calculation[], catalogue: Catalogue): readonly PlannedCalculation[] {
  const list = asked.length === 0 ? [{ op: 'COUNT' } as const] : asked;
  const planned = list.map((calculation, index) => plan(calculation, catalogue, `calculations.${index}`));
  return planned.filter(({ key }, index) => planned.findIndex((other) => other.key === key) === index);
}

function plan({ op, column: name }: Calculation, catalogue: Catalogue, part: string): PlannedCalculation {
  if (op === 'COUNT' || op === 'CONCURRENCY') {
    if (name !== undefined) throw new QueryRefused(`${part}: ${op} takes no column`);
    return op === 'COUNT' ? { key: op, op, how: 'aggregate', aggregate: op } : { key: op, op, how: 'concurrency' };
  }
  if (name === undefined) throw new QueryRefused(`${part}: ${op} needs a column`);
  const column = readColumn(name, catalogue, part);
  if (column.relation !== 'self') {
    throw new QueryRefused(`${part}: ${column.relation}. is for filters and breakdowns, not for calculations`);
  }
  const key = calculationKey(op, name);
  if (op === 'COUNT_DISTINCT') return { key, op, how: 'aggregate', aggregate: op, column };
  const isTally = (op === 'SUM' || op === 'AVG') && column.type === 'boolean';
  const numbers = isTally ? column : asNumbers(column, catalogue);
  if (numbers === undefined) throw new QueryRefused(`${part}: ${op} needs numbers, ${name} is ${column.type}`);
  if (op === 'HEATMAP') return { key, op, how: 'heatmap', column: numbers };
  if (op === 'RATE_AVG') return { key, op, how: 'rate', aggregate: 'AVG', column: numbers };
  if (op === 'RATE_SUM') return { key, op, how: 'rate', aggregate: 'SUM', column: numbers };
  if (op === 'RATE_MAX') return { key, op, how: 'rate', aggregate: 'MAX', column: numbers };
  return { key, op, how: 'aggregate', aggregate: op, column: numbers };
}

/** How Honeycomb names a calculation in a result: `COUNT`, `P90(duration_ms)`. */
export function calculationKey(op: string, column: string | undefined): string {
  return column === undefined ? op : `${op}(${column})`;
}

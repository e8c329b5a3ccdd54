import { QueryRefused } from '../store/errors.js';
import type { Catalogue } from './catalogue.js';
import { columnValue } from './column-value.js';
import { asNumbers, readColumn, type Column } from './column.js';
import type { Comparison } from './comparison.js';
import { planQuery, type Plan } from './plan.js';
import type { Row } from './row.js';

/** The rows of `plan`, and which of them lie inside. */
export interface ComparisonPlan {
  readonly plan: Plan;
  readonly column: Column;
  readonly fromNs: bigint;
  readonly toNs: bigint;
  readonly min: number;
  readonly max: number;
}

/** Throws QueryRefused, whose message names the part. */
export function planComparison({ query, region }: Comparison, catalogue: Catalogue, nowMs: number): ComparisonPlan {
  const named = readColumn(region.column, catalogue, 'region.column');
  const column = named.relation === 'self' ? asNumbers(named, catalogue) : undefined;
  if (column === undefined) throw new QueryRefused('region.column: needs numbers');
  const { min, max, start_time, end_time } = region;
  const plan = planQuery(query, catalogue, nowMs);
  return { plan, column, fromNs: nanoseconds(start_time), toNs: nanoseconds(end_time), min, max };
}

export function isInside(row: Row, { column, fromNs, toNs, min, max }: ComparisonPlan): boolean {
  const value = columnValue(row.values.get(column.name), column.type);
  return typeof value === 'number' && value >= min && value <= max && row.timeNs >= fromNs && row.timeNs < toNs;
}

function nanoseconds(seconds: number): bigint {
  return BigInt(Math.round(seconds * 1000)) * 1_000_000n;
}

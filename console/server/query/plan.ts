import { QueryRefused } from '../store/errors.js';
import type { Catalogue } from './catalogue.js';
import { readColumn, type Column } from './column.js';
import { planCalculations, type PlannedCalculation } from './plan-calculations.js';
import { planFilter, type PlannedFilter } from './plan-filter.js';
import { planHavings, planOrders, type PlannedHaving, type PlannedOrder } from './plan-orders.js';
import { planTime, type PlannedTime } from './plan-time.js';
import type { QuerySpec } from './query-spec.js';

/** A query with every name resolved and every default in place: what both engines carry out. */
export interface Plan {
  readonly time: PlannedTime;
  readonly filters: readonly PlannedFilter[];
  readonly combination: 'AND' | 'OR';
  readonly breakdowns: readonly Column[];
  readonly calculations: readonly PlannedCalculation[];
  readonly havings: readonly PlannedHaving[];
  readonly orders: readonly PlannedOrder[];
  readonly limit: number;
  /** The specification, with the times and the granularity that were chosen. */
  readonly spec: QuerySpec;
}

/** Throws QueryRefused, whose message names the part. */
export function planQuery(spec: QuerySpec, catalogue: Catalogue, nowMs: number): Plan {
  const time = planTime(spec, nowMs);
  const combination = spec.filter_combination ?? 'AND';
  const filters = (spec.filters ?? []).map((filter, index) => planFilter(filter, catalogue, `filters.${index}`));
  if (combination === 'OR' && filters.some(({ column }) => column.relation !== 'self')) {
    throw new QueryRefused('filter_combination: OR cannot be used with root., parent. or any.');
  }
  const breakdowns = (spec.breakdowns ?? []).map((name, index) => readColumn(name, catalogue, `breakdowns.${index}`));
  const calculations = planCalculations(spec.calculations ?? [], catalogue);
  return {
    time,
    filters,
    combination,
    breakdowns,
    calculations,
    havings: planHavings(spec.havings ?? [], calculations),
    orders: planOrders(spec.orders ?? [], spec.breakdowns ?? [], calculations),
    limit: spec.limit ?? 100,
    spec: withTimes(spec, time),
  };
}

/** Whether a plan is also about spans that began before its time and last into it: CONCURRENCY counts them. */
export function looksBack({ calculations }: Plan): boolean {
  return calculations.some(({ how }) => how === 'concurrency');
}

function withTimes(spec: QuerySpec, time: PlannedTime): QuerySpec {
  const { time_range: _, ...rest } = spec;
  return { ...rest, start_time: time.startSeconds, end_time: time.endSeconds, granularity: time.stepSeconds };
}

/** All columns that a plan reads. */
export function columnsOf({ filters, breakdowns, calculations }: Plan): readonly Column[] {
  const calculated = calculations.flatMap((one) => ('column' in one && one.column !== undefined ? [one.column] : []));
  return [...filters.map(({ column }) => column), ...breakdowns, ...calculated];
}

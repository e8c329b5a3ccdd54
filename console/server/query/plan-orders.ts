import type { z } from 'zod';
import { QueryRefused } from '../store/errors.js';
import { calculationKey, type PlannedCalculation } from './plan-calculations.js';
import type { having, order } from './query-spec.js';

export type HavingOp = '=' | '!=' | '>' | '>=' | '<' | '<=';
/** `calculation` and `breakdown` are places in the plan's lists. */
export interface PlannedHaving {
  readonly calculation: number;
  readonly op: HavingOp;
  readonly value: number;
}
export type PlannedOrder = { readonly descending: boolean } & (
  { readonly calculation: number } | { readonly breakdown: number }
);

export function planHavings(
  havings: readonly z.infer<typeof having>[],
  calculations: readonly PlannedCalculation[],
): readonly PlannedHaving[] {
  return havings.map(({ calculate_op: op, column, op: comparison, value }, index) => {
    const calculation = placeOf(calculationKey(op, column), calculations, `havings.${index}`);
    return { calculation, op: comparison, value };
  });
}

/**
 * Where no order is asked for: by the first calculation that can be sorted by, most first. Honeycomb sorts and keeps by any
 * calculation but a HEATMAP: https://docs.honeycomb.io/reference/query-specification
 */
export function planOrders(
  orders: readonly z.infer<typeof order>[],
  breakdowns: readonly string[],
  calculations: readonly PlannedCalculation[],
): readonly PlannedOrder[] {
  if (orders.length === 0) {
    const first = calculations.findIndex(({ how }) => how !== 'heatmap');
    return first === -1 ? [] : [{ calculation: first, descending: true }];
  }
  return orders.map(({ op, column, order }, index) => {
    const part = `orders.${index}`;
    const descending = order === 'descending';
    if (op !== undefined) return { calculation: placeOf(calculationKey(op, column), calculations, part), descending };
    if (column === undefined) throw new QueryRefused(`${part}: needs an op or a column`);
    const breakdown = breakdowns.indexOf(column);
    if (breakdown === -1) throw new QueryRefused(`${part}: ${JSON.stringify(column)} is not among the breakdowns`);
    return { breakdown, descending };
  });
}

function placeOf(key: string, calculations: readonly PlannedCalculation[], part: string): number {
  const place = calculations.findIndex((calculation) => calculation.key === key);
  const found = calculations[place];
  if (found === undefined) throw new QueryRefused(`${part}: ${key} is not among the calculations`);
  if (found.how === 'heatmap') throw new QueryRefused(`${part}: ${found.op} cannot be sorted or kept by`);
  return place;
}

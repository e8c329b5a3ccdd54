import { z } from 'zod';

/**
 * Honeycomb's Query Specification, as its API takes it: what is written here opens there.
 * https://docs.honeycomb.io/reference/query-specification
 */

/** Operators whose value for a group is one number that rows are sorted and kept by. */
export const percentiles = {
  P001: 0.001,
  P01: 0.01,
  P05: 0.05,
  P10: 0.1,
  P20: 0.2,
  P25: 0.25,
  P50: 0.5,
  P75: 0.75,
  P80: 0.8,
  P90: 0.9,
  P95: 0.95,
  P99: 0.99,
  P999: 0.999,
} as const;

const percentileOps = Object.keys(percentiles) as (keyof typeof percentiles)[];

export const calculationOp = z.enum([
  'COUNT',
  'CONCURRENCY',
  'SUM',
  'AVG',
  'COUNT_DISTINCT',
  'MAX',
  'MIN',
  ...percentileOps,
  'HEATMAP',
  'RATE_AVG',
  'RATE_SUM',
  'RATE_MAX',
]);

export const filterOp = z.enum([
  '=',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
  'starts-with',
  'does-not-start-with',
  'ends-with',
  'does-not-end-with',
  'exists',
  'does-not-exist',
  'contains',
  'does-not-contain',
  'in',
  'not-in',
]);

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const columnName = z.string().min(1);
/** Honeycomb writes null where there is none. */
const columnOrNone = columnName
  .nullable()
  .transform((name) => name ?? undefined)
  .optional();
/** Until 2255, so that nanoseconds fit into 64 bits. */
export const latestSecond = 9_000_000_000;
const seconds = z.int().nonnegative().max(latestSecond);

export const calculation = z.strictObject({ op: calculationOp, column: columnOrNone });

export const filter = z.strictObject({
  column: columnName,
  op: filterOp,
  value: z.union([scalar, z.array(scalar).max(1000)]).optional(),
});

export const order = z.strictObject({
  op: calculationOp.optional(),
  column: columnOrNone,
  order: z.enum(['ascending', 'descending']).optional(),
});

export const having = z.strictObject({
  calculate_op: calculationOp,
  column: columnOrNone,
  op: z.enum(['=', '!=', '>', '>=', '<', '<=']),
  value: z.number(),
});

export const querySpecSchema = z.strictObject({
  /** Under which Honeycomb keeps a query: it stands in what Honeycomb answers, and says nothing here. */
  id: z
    .string()
    .transform(() => undefined)
    .optional(),
  calculations: z.array(calculation).max(100).optional(),
  filters: z.array(filter).max(100).optional(),
  filter_combination: z.enum(['AND', 'OR']).optional(),
  breakdowns: z.array(columnName).max(100).optional(),
  orders: z.array(order).max(100).optional(),
  havings: z.array(having).max(100).optional(),
  limit: z.int().min(1).max(1000).optional(),
  /** Seconds; two hours where neither it nor both ends are given: the last ones, of a run that is over its own. */
  time_range: z.int().positive().max(31_536_000).optional(),
  start_time: seconds.optional(),
  end_time: seconds.optional(),
  /** Seconds of one step of the series; 0 or absent leaves the choice to the console. */
  granularity: z.int().nonnegative().optional(),
});

export type QuerySpec = z.infer<typeof querySpecSchema>;
export type Calculation = z.infer<typeof calculation>;
export type CalculationOp = z.infer<typeof calculationOp>;
export type Filter = z.infer<typeof filter>;
export type Scalar = z.infer<typeof scalar>;

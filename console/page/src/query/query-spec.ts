/** Honeycomb's Query Specification, as far as the builder knows it; what else stands in the JSON is kept as it is. */
export interface QuerySpec {
  readonly calculations?: readonly Calculation[];
  readonly filters?: readonly Filter[];
  readonly filter_combination?: 'AND' | 'OR';
  readonly breakdowns?: readonly string[];
  readonly orders?: readonly Order[];
  readonly havings?: readonly Having[];
  readonly limit?: number;
  /** Seconds. */
  readonly time_range?: number;
  /** Seconds since the epoch. */
  readonly start_time?: number;
  readonly end_time?: number;
  readonly granularity?: number;
}
export interface Calculation {
  readonly op: string;
  readonly column?: string;
}
export type FilterValue = string | number | boolean | readonly (string | number | boolean)[];
export interface Filter {
  readonly column: string;
  readonly op: string;
  readonly value?: FilterValue;
}
export interface Order {
  readonly op?: string;
  readonly column?: string;
  readonly order?: 'ascending' | 'descending';
}
export interface Having {
  readonly calculate_op: string;
  readonly column?: string;
  readonly op: string;
  readonly value: number;
}

const PERCENTILES = ['P001', 'P01', 'P05', 'P10', 'P20', 'P25', 'P50', 'P75', 'P80', 'P90', 'P95', 'P99', 'P999'];
const AGGREGATES = ['COUNT', 'CONCURRENCY', 'SUM', 'AVG', 'COUNT_DISTINCT', 'MAX', 'MIN'];
const RATES = ['RATE_AVG', 'RATE_SUM', 'RATE_MAX'];
export const CALCULATION_OPS = [...AGGREGATES, ...PERCENTILES, 'HEATMAP', ...RATES];
export const COMPARISONS = ['=', '!=', '>', '>=', '<', '<='];
const OF_TEXT = [
  'starts-with',
  'does-not-start-with',
  'ends-with',
  'does-not-end-with',
  'contains',
  'does-not-contain',
];
export const FILTER_OPS = [...COMPARISONS, ...OF_TEXT, 'exists', 'does-not-exist', 'in', 'not-in'];
export const TWO_HOURS = 7_200;
const WEEK = 604_800;

/** What the builder begins with: requests. Log lines are rows too, so it says which rows it means. */
export const FIRST_QUERY: QuerySpec = {
  calculations: [{ op: 'COUNT' }, { op: 'HEATMAP', column: 'duration_ms' }],
  filters: [{ column: 'span.kind', op: '=', value: 'server' }],
  breakdowns: ['name'],
  time_range: TWO_HOURS,
};

export const takesColumn = (op: string) => op !== 'COUNT' && op !== 'CONCURRENCY';
export const takesValue = (op: string) => op !== 'exists' && op !== 'does-not-exist';
export const takesList = (op: string) => op === 'in' || op === 'not-in';

/** The name of a calculation in an answer: `COUNT`, `P90(duration_ms)`. */
export function keyOf({ op, column }: Calculation): string {
  return column === undefined ? op : `${op}(${column})`;
}

/** How many rows have each value of a field, and how long they took. */
export function groupedBy(field: string): QuerySpec {
  return {
    calculations: [{ op: 'COUNT' }, { op: 'P90', column: 'duration_ms' }],
    breakdowns: [field],
    orders: [{ op: 'COUNT', order: 'descending' }],
    time_range: TWO_HOURS,
  };
}

/** The log lines that have a value of a field: those that belong to no trace are found no other way. */
export function linesWith(column: string, value: string | number | boolean): QuerySpec {
  return {
    calculations: [{ op: 'COUNT' }],
    filters: [
      { column: 'meta.signal_type', op: '=', value: 'log' },
      { column, op: '=', value },
    ],
    breakdowns: ['body'],
    time_range: WEEK,
  };
}

/** A change of some parts; a part that becomes empty leaves. */
export function changed(spec: QuerySpec, parts: Partial<QuerySpec>): QuerySpec {
  const entries = Object.entries({ ...spec, ...parts });
  return Object.fromEntries(
    entries.filter(([, part]) => part !== undefined && !(Array.isArray(part) && part.length === 0)),
  );
}

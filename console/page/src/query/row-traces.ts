import type { CompareRequest } from '../../../api/answers.js';
import { NO_VALUE } from './chart-lines.js';
import { changed, type Filter, type QuerySpec } from './query-spec.js';

type Data = Readonly<Record<string, unknown>>;

/** Filters that only the rows of one group pass. */
export function filtersOfGroup(data: Data, breakdowns: readonly string[]): readonly Filter[] {
  return breakdowns.map((column) => {
    const value = data[column];
    if (value === null || value === undefined) return { column, op: 'does-not-exist' };
    return { column, op: '=', value: value as string | number | boolean };
  });
}

/** Rows with one of a comparison's values: for numbers of many values that is a range, `0.5 to 12`. */
export function filtersOfCompared(column: string, value: string, numeric: boolean): readonly Filter[] {
  if (value === NO_VALUE) return [{ column, op: 'does-not-exist' }];
  const [, least, most] = (numeric && /^(\S+) to (\S+)$/.exec(value)) || [];
  if (least === undefined || most === undefined) return [{ column, op: '=', value }];
  return [
    { column, op: '>=', value: Number(least) },
    { column, op: '<=', value: Number(most) },
  ];
}

export function filtersOfRegion({ column, min, max }: CompareRequest['region']): readonly Filter[] {
  return [
    { column, op: '>=', value: min },
    { column, op: '<=', value: max },
  ];
}

/** Whether more filters can be added to a query and still mean "of those": they cannot to "any of these". */
export function canNarrow({ filters = [], filter_combination: combination }: QuerySpec): boolean {
  return combination !== 'OR' || filters.length < 2;
}

export function narrowed(spec: QuerySpec, filters: readonly Filter[]): QuerySpec {
  return changed(spec, { filters: [...(spec.filters ?? []), ...filters], filter_combination: undefined });
}

/** The traces in which a query's rows are, the slowest first. */
export function tracesQuery(spec: QuerySpec, filters: readonly Filter[]): QuerySpec {
  return changed(narrowed(spec, filters), {
    calculations: [{ op: 'MAX', column: 'duration_ms' }, { op: 'COUNT' }],
    breakdowns: ['trace.trace_id', 'root.name'],
    orders: [{ op: 'MAX', column: 'duration_ms', order: 'descending' }],
    havings: undefined,
    limit: 50,
  });
}

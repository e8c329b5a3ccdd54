import { type QuerySpec, TWO_HOURS } from '../query/query-spec.js';

/** When exceptions of a type happened, and in what: they are span events. */
export function errorsOfType(type: string): QuerySpec {
  return {
    calculations: [{ op: 'COUNT' }],
    filters: [{ column: 'exception.type', op: '=', value: type }],
    breakdowns: ['parent_name'],
    time_range: TWO_HOURS,
  };
}

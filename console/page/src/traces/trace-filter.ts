import type { TraceSummary } from '../../../api/spans.js';
import type { Route } from '../address/route.js';
import { traceIdOf } from './trace-id.js';

/** What of the list is wanted; it stands in the page's address by the API's own names. */
export interface TraceFilter {
  /** The beginning of a trace id. */
  readonly q: string;
  readonly errors: boolean;
  readonly field: string;
  readonly value: string;
}

export function filterOf({ params }: Route): TraceFilter {
  return {
    q: traceIdOf(params.q ?? '') ?? '',
    errors: params.errors === 'true',
    field: params.field ?? '',
    value: params.value ?? '',
  };
}

/** Whether what stands in the search is no trace id, nor the beginning of one: then it filters nothing. */
export function isUnreadable({ params }: Route): boolean {
  const typed = (params.q ?? '').trim();
  return typed !== '' && traceIdOf(typed) === undefined;
}

/** Whether a trace that just arrived belongs in the list; undefined where only the server can tell. */
export function belongs(trace: TraceSummary, filter: TraceFilter): boolean | undefined {
  if (!trace.trace_id.startsWith(filter.q)) return false;
  if (filter.errors && trace.error_count === 0) return false;
  return filter.field === '' ? true : undefined;
}

export function isFiltered({ q, errors, field }: TraceFilter): boolean {
  return q !== '' || errors || field !== '';
}

export function isSame(one: TraceFilter, other: TraceFilter): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

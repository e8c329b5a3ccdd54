import type { TraceSummary } from '../../../api/spans.js';
import { compareInstants } from './compare-instants.js';

/** What a summary needs of a span. */
export interface SummarisedSpan {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_id?: string;
  readonly name: string;
  readonly service: string;
  readonly start_ns: string;
  readonly duration_ns: number;
  readonly status_code: number;
  readonly http_status?: number;
  readonly url_path?: string;
}

/** Spans, at least one, of one trace. */
export function summariseTrace(spans: readonly SummarisedSpan[]): TraceSummary {
  const ordered = spans.toSorted(byStart);
  const root = ordered.find(({ parent_id }) => parent_id === undefined) ?? ordered[0];
  const [earliest] = ordered;
  if (root === undefined || earliest === undefined) throw new RangeError('a trace has spans');
  return {
    trace_id: root.trace_id,
    name: root.name,
    service: root.service,
    start_ns: earliest.start_ns,
    duration_ms: root.duration_ns / 1e6,
    ...(root.http_status !== undefined && { http_status: root.http_status }),
    ...(root.url_path !== undefined && !root.name.includes('/') && { url_path: root.url_path }),
    span_count: spans.length,
    error_count: spans.filter(({ status_code }) => status_code === 2).length,
    services: [...new Set(ordered.map(({ service }) => service))],
  };
}

function byStart(a: SummarisedSpan, b: SummarisedSpan): number {
  return compareInstants(a.start_ns, b.start_ns) || (a.span_id < b.span_id ? -1 : Number(a.span_id > b.span_id));
}

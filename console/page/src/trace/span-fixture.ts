import type { LogRow, SpanRow } from '../../../api/spans.js';

/** Tests only: a span by its id, its parent's, and its first and last millisecond. */
export function span(
  id: string,
  parent: string | undefined,
  from: number,
  to: number,
  more: Partial<SpanRow> = {},
): SpanRow {
  return {
    trace_id: 't1',
    span_id: id,
    ...(parent !== undefined && { parent_id: parent }),
    name: id,
    kind: 'internal',
    service: 'web',
    scope: { name: 'tests' },
    start_ns: String(1_795_000_000_000_000_000n + BigInt(Math.round(from * 1e6))),
    duration_ns: (to - from) * 1e6,
    status_code: 0,
    attributes: {},
    resource: { 'service.name': 'web' },
    events: [],
    links: [],
    ...more,
  };
}

export function log(spanId: string | undefined, at: number, more: Partial<LogRow> = {}): LogRow {
  return {
    time_ns: String(1_795_000_000_000_000_000n + BigInt(Math.round(at * 1e6))),
    severity_number: 9,
    severity_text: 'INFO',
    body: 'a line',
    service: 'web',
    scope: 'tests',
    trace_id: 't1',
    ...(spanId !== undefined && { span_id: spanId }),
    attributes: {},
    resource: {},
    ...more,
  };
}

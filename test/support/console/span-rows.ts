import type { LogRow, SpanRow } from '../../../console/api/spans.js';

let made = 0;

/** A span that lasts 1 ms, different from all others; `start_ms` is when it began, in milliseconds since the epoch. */
export function aSpan({ start_ms = 0, ...given }: Partial<SpanRow> & { readonly start_ms?: number } = {}): SpanRow {
  made += 1;
  return {
    trace_id: made.toString(16).padStart(32, '0'),
    span_id: made.toString(16).padStart(16, '0'),
    name: 'work',
    kind: 'internal',
    service: 'backend',
    scope: { name: 'test' },
    start_ns: String(BigInt(start_ms) * 1_000_000n),
    duration_ns: 1_000_000,
    status_code: 0,
    attributes: {},
    resource: { 'service.name': 'backend' },
    events: [],
    links: [],
    ...given,
  };
}

export function aLog({ at_ms = 0, ...given }: Partial<LogRow> & { readonly at_ms?: number } = {}): LogRow {
  return {
    time_ns: String(BigInt(at_ms) * 1_000_000n),
    severity_number: 9,
    severity_text: 'INFO',
    body: 'said',
    service: 'backend',
    scope: 'test',
    attributes: {},
    resource: { 'service.name': 'backend' },
    ...given,
  };
}

import type { SpanKindName, SpanRow } from '../../api/spans.js';
import { idAsHex } from './ids.js';
import { nanoseconds } from './int64.js';
import { type Origin, originOf } from './origin.js';
import type { Scope, Span, TraceRequest } from './otlp-request.js';
import { plainAttributes } from './plain-value.js';
import { cutText } from './room.js';

const LATEST_NS = 2n ** 63n - 1n;
const KINDS: readonly SpanKindName[] = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'];

export interface SpanRows {
  readonly rows: readonly SpanRow[];
  /** Spans that cannot be kept: without ids of their sizes, or at a time that no clock shows. */
  readonly rejected: number;
}

export function spanRows({ resourceSpans }: TraceRequest): SpanRows {
  const rows: SpanRow[] = [];
  let rejected = 0;
  for (const { resource, scopeSpans } of resourceSpans) {
    const origin = originOf(resource);
    for (const { scope, spans } of scopeSpans) {
      const scopeOfRows = scopeOf(scope);
      for (const span of spans) {
        const row = spanRow(span, scopeOfRows, origin);
        if (row === undefined) rejected += 1;
        else rows.push(row);
      }
    }
  }
  return { rows, rejected };
}

function scopeOf(scope: Scope | null): SpanRow['scope'] {
  return { name: scope?.name ?? '', ...(scope?.version && { version: scope.version }) };
}

/** Every row has every field, absent ones undefined: objects of one shape, of which there are thousands a second. */
function spanRow(span: Span, scope: SpanRow['scope'], { service, resource }: Origin): SpanRow | undefined {
  const trace_id = idAsHex(span.traceId, 16);
  const span_id = idAsHex(span.spanId, 8);
  const start = nanoseconds(span.startTimeUnixNano);
  if (trace_id === undefined || span_id === undefined || start > LATEST_NS) return undefined;
  return {
    trace_id,
    span_id,
    parent_id: idAsHex(span.parentSpanId, 8),
    trace_state: cutText(span.traceState) || undefined,
    name: cutText(span.name),
    kind: KINDS[span.kind] ?? 'internal',
    service,
    scope,
    start_ns: String(start),
    // A clock that was set back.
    duration_ns: Math.max(Number(nanoseconds(span.endTimeUnixNano) - start), 0),
    status_code: span.status?.code === 1 || span.status?.code === 2 ? span.status.code : 0,
    status_message: cutText(span.status?.message ?? '') || undefined,
    attributes: plainAttributes(span.attributes),
    resource,
    events: span.events.map(({ name, timeUnixNano, attributes }) => ({
      name: cutText(name),
      time_ns: String(nanoseconds(timeUnixNano)),
      attributes: plainAttributes(attributes),
    })),
    links: span.links.flatMap(({ traceId, spanId, attributes }) => {
      const ids = { trace_id: idAsHex(traceId, 16), span_id: idAsHex(spanId, 8) };
      if (ids.trace_id === undefined || ids.span_id === undefined) return [];
      return [{ trace_id: ids.trace_id, span_id: ids.span_id, attributes: plainAttributes(attributes) }];
    }),
  };
}

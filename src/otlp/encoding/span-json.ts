import type { SpanRecord } from '../../tracing/index.js';
import { attributesToJson, timeToJson, wellFormed } from './json-value.js';
import { linkFlags, spanFlags } from './span-flags.js';

/** One Span of OTLP/JSON. */
export function spanToJson(span: SpanRecord): object {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    traceState: span.traceState,
    parentSpanId: span.parentSpanId,
    name: wellFormed(span.name),
    kind: span.kind + 1,
    startTimeUnixNano: timeToJson(span.startTime),
    endTimeUnixNano: timeToJson(span.endTime),
    attributes: attributesToJson(span.attributes),
    droppedAttributesCount: span.droppedAttributesCount,
    events: span.events.map((event) => ({
      timeUnixNano: timeToJson(event.time),
      name: wellFormed(event.name),
      attributes: attributesToJson(event.attributes),
      droppedAttributesCount: event.droppedAttributesCount,
    })),
    droppedEventsCount: span.droppedEventsCount,
    links: span.links.map((link) => ({
      traceId: link.traceId,
      spanId: link.spanId,
      traceState: link.traceState,
      attributes: attributesToJson(link.attributes),
      droppedAttributesCount: link.droppedAttributesCount,
      flags: linkFlags(link),
    })),
    droppedLinksCount: span.droppedLinksCount,
    status: { code: span.status.code, message: span.status.message && wellFormed(span.status.message) },
    flags: spanFlags(span),
  };
}

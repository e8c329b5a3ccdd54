import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import type { SpanRecord } from './span-record.js';

/** The SDK's span as a record. Nothing behind the fan-out sees an SDK class. */
export function toSpanRecord(span: ReadableSpan): SpanRecord {
  const { traceId, spanId, traceFlags, traceState } = span.spanContext();
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId,
    parentIsRemote: span.parentSpanContext?.isRemote === true,
    traceFlags,
    traceState: traceState?.serialize() || undefined,
    name: span.name,
    kind: span.kind,
    startTime: span.startTime,
    endTime: span.endTime,
    attributes: span.attributes,
    events: span.events.map((event) => ({
      name: event.name,
      time: event.time,
      attributes: event.attributes ?? {},
      droppedAttributesCount: event.droppedAttributesCount ?? 0,
    })),
    links: span.links.map((link) => ({
      traceId: link.context.traceId,
      spanId: link.context.spanId,
      traceFlags: link.context.traceFlags,
      traceState: link.context.traceState?.serialize() || undefined,
      isRemote: link.context.isRemote,
      attributes: link.attributes ?? {},
      droppedAttributesCount: link.droppedAttributesCount ?? 0,
    })),
    status: span.status,
    scope: span.instrumentationScope,
    resource: span.resource,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
  };
}

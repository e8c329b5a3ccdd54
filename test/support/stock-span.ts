import { createTraceState, type SpanContext } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import type { SpanRecord } from '../../src/tracing/span-record.js';

/** The record as the SDK's exporters take a span, to compare what they write with what we write. */
export function stockSpan(record: SpanRecord): ReadableSpan {
  return {
    ...record,
    attributes: { ...record.attributes },
    links: record.links.map((link) => ({
      ...link,
      context: context(link, link.isRemote),
      attributes: { ...link.attributes },
    })),
    events: record.events.map((event) => ({ ...event, attributes: { ...event.attributes } })),
    spanContext: () => context(record),
    parentSpanContext:
      record.parentSpanId === undefined
        ? undefined
        : { traceId: record.traceId, spanId: record.parentSpanId, traceFlags: 1, isRemote: record.parentIsRemote },
    instrumentationScope: record.scope,
    // The stock exporters look at attributes and schemaUrl alone.
    resource: record.resource as ReadableSpan['resource'],
    duration: [0, 0],
    ended: true,
  };
}

function context(
  { traceId, spanId, traceFlags, traceState }: Pick<SpanRecord, 'traceId' | 'spanId' | 'traceFlags' | 'traceState'>,
  isRemote?: boolean,
): SpanContext {
  return {
    traceId,
    spanId,
    traceFlags,
    isRemote,
    traceState: traceState === undefined ? undefined : createTraceState(traceState),
  };
}

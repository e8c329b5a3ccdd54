import { SpanKind } from '@opentelemetry/api';
import type { SpanRow } from '../../api/spans.js';
import { toSegmentDocuments } from '../../../src/xray/translation/index.js';

type SpanRecord = Parameters<typeof toSegmentDocuments>[0][number];

const KINDS: Readonly<Record<SpanRow['kind'], SpanKind>> = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};

/** The spans of one trace as the documents that a service with X-Ray on sends of them. */
export function toXRayDocuments(spans: readonly SpanRow[]): object[] {
  const serviceOf = new Map(spans.map((span) => [span.span_id, span.service]));
  return toSegmentDocuments(spans.map((span) => toRecord(span, serviceOf)));
}

/** OTLP need not say whether a parent is remote: one of another service is, and so is one that never came. */
function toRecord(span: SpanRow, serviceOf: ReadonlyMap<string, string>): SpanRecord {
  const { parent_id } = span;
  return {
    traceId: span.trace_id,
    spanId: span.span_id,
    ...(parent_id !== undefined && { parentSpanId: parent_id }),
    parentIsRemote: parent_id !== undefined && serviceOf.get(parent_id) !== span.service,
    traceFlags: 1,
    name: span.name,
    kind: KINDS[span.kind],
    startTime: toHrTime(BigInt(span.start_ns)),
    endTime: toHrTime(BigInt(span.start_ns) + BigInt(span.duration_ns)),
    attributes: span.attributes as SpanRecord['attributes'],
    events: span.events.map(({ name, time_ns, attributes }) => ({
      name,
      time: toHrTime(BigInt(time_ns)),
      attributes: attributes as SpanRecord['attributes'],
      droppedAttributesCount: 0,
    })),
    links: span.links.map(({ trace_id, span_id, attributes }) => ({
      traceId: trace_id,
      spanId: span_id,
      traceFlags: 1,
      attributes: attributes as SpanRecord['attributes'],
      droppedAttributesCount: 0,
    })),
    status: { code: span.status_code, ...(span.status_message && { message: span.status_message }) },
    scope: span.scope,
    resource: { attributes: span.resource as SpanRecord['attributes'] },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function toHrTime(nanoseconds: bigint): [seconds: number, nanoseconds: number] {
  return [Number(nanoseconds / 1_000_000_000n), Number(nanoseconds % 1_000_000_000n)];
}

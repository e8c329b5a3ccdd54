import type { SpanEventRecord, SpanLinkRecord, SpanRecord } from '../../tracing/index.js';
import { writeAttributes } from './any-value.js';
import { AttributeWriter } from './attribute-writer.js';
import type { ProtobufWriter } from './protobuf-writer.js';
import { linkFlags, spanFlags } from './span-flags.js';

const spanAttributes = new AttributeWriter(9);

/** The fields of one Span. https://github.com/open-telemetry/opentelemetry-proto, trace/v1/trace.proto */
export function writeSpan(writer: ProtobufWriter, span: SpanRecord): void {
  writer.hex(1, span.traceId);
  writer.hex(2, span.spanId);
  if (span.traceState) writer.string(3, span.traceState);
  if (span.parentSpanId) writer.hex(4, span.parentSpanId);
  writer.string(5, span.name);
  writer.varint(6, span.kind + 1);
  writer.time(7, span.startTime);
  writer.time(8, span.endTime);
  spanAttributes.write(writer, span.attributes);
  writeCount(writer, 10, span.droppedAttributesCount);
  for (const event of span.events) writeEvent(writer, event);
  writeCount(writer, 12, span.droppedEventsCount);
  for (const link of span.links) writeLink(writer, link);
  writeCount(writer, 14, span.droppedLinksCount);
  writeStatus(writer, span.status);
  writer.fixed32(16, spanFlags(span));
}

function writeEvent(writer: ProtobufWriter, event: SpanEventRecord): void {
  const start = writer.open(11);
  writer.time(1, event.time);
  writer.string(2, event.name);
  writeAttributes(writer, 3, event.attributes);
  writeCount(writer, 4, event.droppedAttributesCount);
  writer.close(start);
}

function writeLink(writer: ProtobufWriter, link: SpanLinkRecord): void {
  const start = writer.open(13);
  writer.hex(1, link.traceId);
  writer.hex(2, link.spanId);
  if (link.traceState) writer.string(3, link.traceState);
  writeAttributes(writer, 4, link.attributes);
  writeCount(writer, 5, link.droppedAttributesCount);
  writer.fixed32(6, linkFlags(link));
  writer.close(start);
}

function writeStatus(writer: ProtobufWriter, status: SpanRecord['status']): void {
  const start = writer.open(15);
  if (status.message) writer.string(2, status.message);
  writeCount(writer, 3, status.code);
  writer.close(start);
}

/** Zero is what an absent field means. */
function writeCount(writer: ProtobufWriter, field: number, count: number): void {
  if (count > 0) writer.varint(field, count);
}

import { writeAnyValue } from './any-value.js';
import { AttributeWriter } from './attribute-writer.js';
import type { LogRecord } from './log-record.js';
import type { ProtobufWriter } from './protobuf-writer.js';

const logAttributes = new AttributeWriter(6);

/** The fields of one LogRecord. https://github.com/open-telemetry/opentelemetry-proto, logs/v1/logs.proto */
export function writeLogRecord(writer: ProtobufWriter, log: LogRecord): void {
  writer.time(1, log.time);
  writer.varint(2, log.severityNumber);
  writer.string(3, log.severityText);
  const body = writer.open(5);
  writeAnyValue(writer, log.body);
  writer.close(body);
  logAttributes.write(writer, log.attributes, log.without);
  if (log.traceFlags) writer.fixed32(8, log.traceFlags & 0xff);
  if (log.traceId) writer.hex(9, log.traceId);
  if (log.spanId) writer.hex(10, log.spanId);
  writer.time(11, log.observedTime);
}

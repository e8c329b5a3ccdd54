import type { ProtobufWriter } from './protobuf-writer.js';

const INT64_LIMIT = 2 ** 63;

/** Whether OTLP takes a number as an int: JavaScript does not tell 1 from 1.0, so every whole number is one. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= -INT64_LIMIT && value < INT64_LIMIT;
}

/**
 * Each own attribute, but for those of the names `without`, as a KeyValue under `field`; one whose value OTLP cannot say stands
 * there with an empty value.
 */
export function writeAttributes(
  writer: ProtobufWriter,
  field: number,
  attributes: Readonly<Record<string, unknown>>,
  without?: ReadonlySet<string>,
): void {
  for (const key of Object.keys(attributes)) {
    if (!without?.has(key)) writeAttribute(writer, field, key, attributes[key]);
  }
}

/** One attribute, as a KeyValue under `field`. */
export function writeAttribute(writer: ProtobufWriter, field: number, key: string, value: unknown): void {
  const pair = writer.open(field);
  writer.string(1, key);
  const start = writer.open(2);
  writeAnyValue(writer, value);
  writer.close(start);
  writer.close(pair);
}

/** The fields of one AnyValue. https://github.com/open-telemetry/opentelemetry-proto, common/v1/common.proto */
export function writeAnyValue(writer: ProtobufWriter, value: unknown): void {
  if (typeof value === 'string') writer.string(1, value);
  else if (typeof value === 'number' && isInt64(value)) writer.varint(3, value);
  else if (typeof value === 'number') writer.double(4, value);
  else if (typeof value === 'boolean') writer.varint(2, value ? 1 : 0);
  else if (value instanceof Uint8Array) writer.bytesField(7, value);
  else if (Array.isArray(value)) writeArray(writer, value);
  else if (typeof value === 'object' && value !== null) {
    const list = writer.open(6);
    writeAttributes(writer, 1, value as Record<string, unknown>);
    writer.close(list);
  }
}

function writeArray(writer: ProtobufWriter, items: readonly unknown[]): void {
  const list = writer.open(5);
  for (const item of items) {
    const value = writer.open(1);
    writeAnyValue(writer, item);
    writer.close(value);
  }
  writer.close(list);
}

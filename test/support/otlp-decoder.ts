import { otlpMessage, type OtlpMessageName } from './otlp-proto.js';

/** A decoded OTLP message: ids as lower-case hex, 64-bit integers as decimal strings, unset fields at their default, null for a message's. */
export type OtlpMessage = { readonly [field: string]: OtlpField };
export type OtlpField = string | number | boolean | null | OtlpMessage | readonly OtlpField[];

const idFields = new Set(['traceId', 'spanId', 'parentSpanId']);

/** @throws where `body` is not the message that `name` says. */
export function decodeOtlp(name: OtlpMessageName, contentType: string, body: Uint8Array): OtlpMessage {
  const type = otlpMessage(name);
  const message = contentType.startsWith('application/json')
    ? type.fromObject(idsAs('base64', 'hex', JSON.parse(strictUtf8(body)) as OtlpField) as OtlpMessage)
    : type.decode(body);
  const plain: OtlpMessage = type.toObject(message, { defaults: true, longs: String, bytes: String });
  return idsAs('hex', 'base64', plain) as OtlpMessage;
}

/** OTLP/JSON writes ids in hex where protobuf's own JSON mapping, which protobufjs follows, writes base64. */
function idsAs(to: BufferEncoding, from: BufferEncoding, field: OtlpField): OtlpField {
  if (Array.isArray(field)) return field.map((item: OtlpField) => idsAs(to, from, item));
  if (typeof field !== 'object' || field === null) return field;
  return Object.fromEntries(
    Object.entries(field).map(([name, value]) => [
      name,
      idFields.has(name) && typeof value === 'string' ? Buffer.from(value, from).toString(to) : idsAs(to, from, value),
    ]),
  );
}

function strictUtf8(body: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(body);
}

import type { Type } from 'protobufjs';
import { type OtlpMessageName, otlpMessage } from './otlp-messages.js';

/** One of OTLP's two ways to write a message; an answer has its request's. */
export interface OtlpEncoding {
  readonly contentType: string;
  /** @throws whatever the decoder finds wrong. */
  decode(message: OtlpMessageName, body: Buffer): unknown;
  encode(message: OtlpMessageName, fields: object): Buffer;
}

const protobufEncoding: OtlpEncoding = {
  contentType: 'application/x-protobuf',
  decode: (message, body) => otlpMessage(message).decode(body),
  encode: (message, fields) => Buffer.from(encoded(otlpMessage(message), fields)),
};

/** @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
const jsonEncoding: OtlpEncoding = {
  contentType: 'application/json',
  decode(message, body) {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new TypeError('not a JSON object');
    hexIdsAsBytes(json as Record<string, unknown>);
    return otlpMessage(message).fromObject(json);
  },
  encode: (_message, fields) => Buffer.from(JSON.stringify(fields)),
};

/** The encoding of a Content-Type; undefined where OTLP has none of that type. */
export function encodingOf(contentType: string | undefined): OtlpEncoding | undefined {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return [protobufEncoding, jsonEncoding].find((encoding) => encoding.contentType === type);
}

function encoded(type: Type, fields: object): Uint8Array {
  return type.encode(type.fromObject(fields)).finish();
}

const ID_FIELDS = new Set(['traceId', 'spanId', 'parentSpanId']);
const INTEGER = /^-?\d+$/;

/**
 * In place: OTLP's JSON writes ids in hex, where protobuf's own JSON, which protobufjs reads, writes base64. And 64-bit
 * integers are checked, because protobufjs takes `12x` for 12.
 */
function hexIdsAsBytes(message: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(message)) {
    if (ID_FIELDS.has(name)) message[name] = Buffer.from(typeof value === 'string' ? value : '', 'hex');
    else if (typeof value === 'string' && /UnixNano$|^intValue$|^asInt$/.test(name)) {
      if (!INTEGER.test(value)) throw new TypeError(`${name} is no integer`);
    } else if (typeof value === 'object' && value !== null) hexIdsAsBytes(value as Record<string, unknown>);
  }
}

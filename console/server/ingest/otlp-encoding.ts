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
const HEX = /^[0-9a-f]+$/i;

/**
 * In place: OTLP's JSON writes ids in hex, where protobuf's own JSON, which protobufjs reads, writes base64. And what
 * protobufjs takes for what it is not is refused: `12x` for 12, `{"length": 1e9}` for a gigabyte.
 */
function hexIdsAsBytes(message: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(message)) {
    if (ID_FIELDS.has(name)) message[name] = idBytes(value);
    else if (name === 'bytesValue' && typeof value !== 'string') throw new TypeError('bytesValue is no text');
    else if (typeof value === 'string' && /UnixNano$|^intValue$|^asInt$/.test(name)) checkInteger(name, value);
    else if (typeof value === 'object' && value !== null) hexIdsAsBytes(value as Record<string, unknown>);
  }
}

/** No bytes where it is no hex: an id of the wrong size, which its reader notices. */
function idBytes(value: unknown): Buffer {
  return Buffer.from(typeof value === 'string' && HEX.test(value) ? value : '', 'hex');
}

function checkInteger(name: string, text: string): void {
  if (!/^-?\d{1,20}$/.test(text)) throw new TypeError(`${name} is no integer`);
  const value = BigInt(text);
  const fits = name.endsWith('UnixNano') ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value);
  if (fits !== value) throw new TypeError(`${name} does not fit 64 bits`);
}

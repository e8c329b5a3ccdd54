import type { HrTime } from '@opentelemetry/api';
import { isInt64 } from './any-value.js';

const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text that is UTF-8 once it is written: JSON.stringify would escape a lone surrogate, which protobuf parsers refuse. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\uFFFD');
}

export function attributesToJson(
  attributes: Readonly<Record<string, unknown>>,
  without?: ReadonlySet<string>,
): object[] {
  const keys = Object.keys(attributes).filter((key) => !without?.has(key));
  return keys.map((key) => ({ key: wellFormed(key), value: valueToJson(attributes[key]) }));
}

export function valueToJson(value: unknown): object {
  if (typeof value === 'string') return { stringValue: wellFormed(value) };
  if (typeof value === 'number')
    return isInt64(value) ? { intValue: String(BigInt(value)) } : { doubleValue: double(value) };
  if (typeof value === 'boolean') return { boolValue: value };
  if (value instanceof Uint8Array) return { bytesValue: Buffer.from(value).toString('base64') };
  // `map` would keep the holes of a sparse list, and JSON would say null there.
  if (Array.isArray(value)) return { arrayValue: { values: Array.from(value, valueToJson) } };
  if (typeof value === 'object' && value !== null)
    return { kvlistValue: { values: attributesToJson(value as Record<string, unknown>) } };
  return {};
}

export function timeToJson([seconds, nanoseconds]: HrTime): string {
  return String(BigInt(Math.trunc(seconds)) * 1_000_000_000n + BigInt(Math.trunc(nanoseconds)));
}

function double(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

import type { Attributes, AttributeValue } from '../../api/spans.js';
import { exactInteger } from './int64.js';
import type { AnyValue, KeyValue } from './otlp-request.js';

/** Deeper ones are cut off: what reads rows later is recursive, and the sender is anyone. */
const MAX_DEPTH = 32;

/** The last one of several with the same key counts. */
export function plainAttributes(pairs: readonly KeyValue[], depth = 0): Attributes {
  const attributes: Record<string, AttributeValue> = {};
  for (const { key, value } of pairs) {
    if (key === '__proto__') Object.defineProperty(attributes, key, ownProperty(plainValue(value, depth)));
    else attributes[key] = plainValue(value, depth);
  }
  return attributes;
}

/** Without its wrapping: bytes as base64; NaN and the infinities, which JSON has not, by their names. */
export function plainValue(value: AnyValue | null, depth = 0): AttributeValue {
  if (value === null) return null;
  if (Object.hasOwn(value, 'stringValue')) return value.stringValue;
  if (Object.hasOwn(value, 'intValue')) return exactInteger(value.intValue);
  if (Object.hasOwn(value, 'boolValue')) return value.boolValue;
  if (Object.hasOwn(value, 'doubleValue'))
    return Number.isFinite(value.doubleValue) ? value.doubleValue : String(value.doubleValue);
  if (Object.hasOwn(value, 'bytesValue')) return Buffer.from(value.bytesValue).toString('base64');
  if (depth === MAX_DEPTH) return '(too deep)';
  if (Object.hasOwn(value, 'arrayValue')) return value.arrayValue.values.map((item) => plainValue(item, depth + 1));
  if (Object.hasOwn(value, 'kvlistValue')) return plainAttributes(value.kvlistValue.values, depth + 1);
  return null;
}

function ownProperty(value: AttributeValue): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true };
}

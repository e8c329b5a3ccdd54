import type { Attributes, AttributeValue } from '../../api/spans.js';
import { exactInteger } from './int64.js';
import type { AnyValue, KeyValue } from './otlp-request.js';
import { Room } from './room.js';

/** Deeper ones are cut off: what reads rows later is recursive, and the sender is anyone. */
const MAX_DEPTH = 32;

/** The last one of several with the same key counts. What there is no room for is left out, and the attribute `(cut off)` says so. */
export function plainAttributes(pairs: readonly KeyValue[], room = new Room(), depth = 0): Attributes {
  const attributes: Record<string, AttributeValue> = {};
  for (const [place, { key, value }] of pairs.entries()) {
    if (!room.take(key.length)) {
      attributes['(cut off)'] = `${pairs.length - place} more`;
      break;
    }
    if (key === '__proto__') Object.defineProperty(attributes, key, ownProperty(plainValue(value, room, depth)));
    else attributes[key] = plainValue(value, room, depth);
  }
  return attributes;
}

/** Without its wrapping: bytes as base64; NaN and the infinities, which JSON has not, by their names. */
export function plainValue(value: AnyValue | null, room = new Room(), depth = 0): AttributeValue {
  if (value === null) return null;
  if (Object.hasOwn(value, 'stringValue')) return room.fit(value.stringValue);
  if (Object.hasOwn(value, 'intValue')) return exactInteger(value.intValue);
  if (Object.hasOwn(value, 'boolValue')) return value.boolValue;
  if (Object.hasOwn(value, 'doubleValue'))
    return Number.isFinite(value.doubleValue) ? value.doubleValue : String(value.doubleValue);
  if (Object.hasOwn(value, 'bytesValue')) return room.fit(Buffer.from(value.bytesValue).toString('base64'));
  if (depth === MAX_DEPTH) return '(too deep)';
  if (Object.hasOwn(value, 'arrayValue')) return plainList(value.arrayValue.values, room, depth + 1);
  if (Object.hasOwn(value, 'kvlistValue')) return plainAttributes(value.kvlistValue.values, room, depth + 1);
  return null;
}

function plainList(values: readonly AnyValue[], room: Room, depth: number): AttributeValue[] {
  const list: AttributeValue[] = [];
  for (const value of values) {
    if (!room.take(0)) return [...list, `(${values.length - list.length} more cut off)`];
    list.push(plainValue(value, room, depth));
  }
  return list;
}

function ownProperty(value: AttributeValue): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true };
}

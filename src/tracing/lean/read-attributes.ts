import { type Attributes, type AttributeValue, diag } from '@opentelemetry/api';
import { isAttributeValue } from '@opentelemetry/core';

export interface LimitedAttributes {
  readonly attributes: Attributes;
  readonly dropped: number;
}

/** The attributes of an event or a link. One that is null stays there, and counts; `__proto__` no object can hold. */
export function limitedAttributes(from: unknown, maxCount: number, maxLength: number): LimitedAttributes {
  const attributes: Attributes = {};
  let kept = 0;
  let dropped = 0;
  if (typeof from === 'object' && from !== null) {
    for (const key in from) {
      if (!Object.hasOwn(from, key) || key === '__proto__') continue;
      const value: unknown = Reflect.get(from, key);
      if (!isValidAttribute(key, value)) continue;
      if (kept >= maxCount) {
        dropped += 1;
        continue;
      }
      attributes[key] = clipped(value, maxLength);
      kept += 1;
    }
  }
  return { attributes, dropped };
}

export function isValidAttribute(key: string, value: unknown): value is AttributeValue | undefined {
  if (key.length === 0) diag.warn(`Invalid attribute key: ${key}`);
  else if (isAttributeValue(value)) return true;
  else diag.warn(`Invalid attribute value set for key: ${key}`);
  return false;
}

/** The value with its strings clipped; a list is always a copy, which its owner cannot change any more. */
export function clipped<Value extends AttributeValue | undefined>(value: Value, length: number): Value {
  if (typeof value === 'string') return (value.length > length ? value.slice(0, length) : value) as Value;
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) =>
    typeof item === 'string' && item.length > length ? item.slice(0, length) : item,
  ) as Value;
}

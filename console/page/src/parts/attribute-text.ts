import type { AttributeValue } from '../../../api/spans.js';

/** A value as a person reads it: text as it is, everything else as JSON. */
export function text(value: AttributeValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether a value is one that fields are filtered by. */
export function isPlain(value: AttributeValue): value is string | number | boolean {
  return value !== null && typeof value !== 'object';
}

import type { FieldType } from '../../api/answers.js';
import type { AttributeValue } from '../../api/spans.js';
import type { Scalar } from './query-spec.js';

/**
 * A stored value as its column's type sees it. Only a column of text holds more than one kind of value: there numbers,
 * booleans, lists and maps stand as their JSON. A number that is none (NaN, infinite) is absent, as in JSON.
 */
export function columnValue(value: AttributeValue | undefined, type: FieldType): Scalar | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  if (type !== 'string' && typeof value !== 'object') return value;
  return typeof value === 'string' ? wellFormed(value) : wellFormed(JSON.stringify(value));
}

/** Text as it is stored: UTF-8, in which half a surrogate pair does not exist. */
export function wellFormed(text: string): string {
  return loneSurrogate.test(text) ? Buffer.from(text).toString() : text;
}
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

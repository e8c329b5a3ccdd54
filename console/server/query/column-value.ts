import type { AttributeValue } from '../../api/spans.js';
import type { ColumnType } from './column.js';
import type { Scalar } from './query-spec.js';

/**
 * A stored value as its column's type sees it. Only a column of text holds more than one kind of value: there numbers,
 * booleans, lists and maps stand as their JSON. A number that is none (NaN, infinite) is absent, as in JSON, also by its name
 * among numbers.
 */
export function columnValue(value: AttributeValue | undefined, type: ColumnType): Scalar | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  if (type === 'number') return numberIn(value);
  if (type === 'integer' || type === 'float') return typeof value === 'number' ? value : undefined;
  if (type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  return typeof value === 'string' ? wellFormed(value) : wellFormed(JSON.stringify(value));
}

/** As both engines read numbers in text: an integer beyond 2^53 is kept as its digits. */
export const numeral = /^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

function numberIn(value: AttributeValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !numeral.test(value)) return undefined;
  return Number.isFinite(Number(value)) ? Number(value) : undefined;
}

/** Text as it is stored: UTF-8, in which half a surrogate pair does not exist. */
export function wellFormed(text: string): string {
  return loneSurrogate.test(text) ? Buffer.from(text).toString() : text;
}
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

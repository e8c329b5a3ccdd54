import type { Attributes } from '../../../api/spans.js';
import { wellFormed } from '../../query/column-value.js';

/**
 * Attributes as the JSON that is stored. Half a surrogate pair would be written as an escape that the database takes for
 * a damaged document, and one such row would fail every query.
 */
export function attributeJson(attributes: Attributes): string {
  const json = JSON.stringify(attributes);
  return json.includes('\\ud') ? JSON.stringify(attributes, mended) : json;
}

function mended(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [wellFormed(name), inner]));
}

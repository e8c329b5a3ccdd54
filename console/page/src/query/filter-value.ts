import type { FieldType } from '../../../api/answers.js';
import { type FilterValue, takesList } from './query-spec.js';

/** What was typed for a filter, in the type of its field; text where it is none of that type, as the server then says so. */
export function readValue(typed: string, type: FieldType | undefined, op: string): FilterValue {
  if (takesList(op)) return typed.split(',').map((one) => readOne(one.trim(), type));
  return readOne(typed, type);
}

export function showValue(value: FilterValue | undefined): string {
  if (value === undefined) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function readOne(typed: string, type: FieldType | undefined): string | number | boolean {
  if (type === 'boolean' && (typed === 'true' || typed === 'false')) return typed === 'true';
  const number = Number(typed);
  const numeric = type === 'integer' || type === 'float';
  return numeric && typed.trim() !== '' && !Number.isNaN(number) ? number : typed;
}

import type { ResultRow } from '../../query/sql/statement.js';
import type { DuckDBValue } from './engine.js';

/** A row as the engine gives it, in plain values. Times in nanoseconds do not fit a number: a statement casts them to text. */
export function toResultRow(row: Readonly<Record<string, DuckDBValue>>): ResultRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: DuckDBValue): string | number | boolean | null {
  switch (typeof value) {
    case 'bigint':
      return Number(value);
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    default:
      if (value === null) return null;
      throw new TypeError(`a statement must cast ${value.constructor.name} to a plain type`);
  }
}

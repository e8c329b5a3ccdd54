import type { PlannedFilter } from '../plan-filter.js';
import type { Parameters } from './parameters.js';

/** A filter over an expression; a row without the value fails every test, and so passes every negated one. */
export function condition({ test, negated, values }: PlannedFilter, x: string, parameters: Parameters): string {
  const bound = values.map((value) => parameters.bind(value));
  const [value = 'NULL'] = bound;
  const tested = {
    '=': () => `${x} = ${value}`,
    '>': () => `${x} > ${value}`,
    '>=': () => `${x} >= ${value}`,
    '<': () => `${x} < ${value}`,
    '<=': () => `${x} <= ${value}`,
    'starts-with': () => `starts_with(${x}, ${value})`,
    'ends-with': () => `ends_with(${x}, ${value})`,
    contains: () => `contains(${x}, ${value})`,
    exists: () => `${x} IS NOT NULL`,
    // Of no values too the expression is written: what it bound has to be in the statement.
    in: () => `${x} IN (${bound.length === 0 ? 'NULL' : bound.join(', ')})`,
  }[test]();
  return negated ? `((${tested}) IS NOT TRUE)` : `(${tested})`;
}

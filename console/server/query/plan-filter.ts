import { QueryRefused } from '../store/errors.js';
import type { Catalogue } from './catalogue.js';
import { numeral } from './column-value.js';
import { asNumbers, isNumeric, readColumn, type Column } from './column.js';
import type { Filter, Scalar } from './query-spec.js';

/** What a filter tests; `negated` is its exact opposite, so a row without the column passes it. */
export type Test = '=' | '>' | '>=' | '<' | '<=' | 'starts-with' | 'ends-with' | 'contains' | 'exists' | 'in';

export interface PlannedFilter {
  readonly column: Column;
  readonly test: Test;
  readonly negated: boolean;
  /** Of the column's type; one for each test but `exists` (none) and `in` (any number). */
  readonly values: readonly Scalar[];
}

const tests: Readonly<Record<Filter['op'], readonly [Test, boolean]>> = {
  '=': ['=', false],
  '!=': ['=', true],
  '>': ['>', false],
  '>=': ['>=', false],
  '<': ['<', false],
  '<=': ['<=', false],
  'starts-with': ['starts-with', false],
  'does-not-start-with': ['starts-with', true],
  'ends-with': ['ends-with', false],
  'does-not-end-with': ['ends-with', true],
  exists: ['exists', false],
  'does-not-exist': ['exists', true],
  contains: ['contains', false],
  'does-not-contain': ['contains', true],
  in: ['in', false],
  'not-in': ['in', true],
};

/** Throws QueryRefused, whose message names the part. */
export function planFilter(filter: Filter, catalogue: Catalogue, part: string): PlannedFilter {
  const [test, negated] = tests[filter.op];
  const column = tested(readColumn(filter.column, catalogue, part), test, filter.value, catalogue);
  if (['starts-with', 'ends-with', 'contains'].includes(test) && column.type !== 'string') {
    throw new QueryRefused(`${part}: ${filter.op} is for text, ${filter.column} is ${column.type}`);
  }
  if (isOrder(test) && column.type === 'boolean') {
    throw new QueryRefused(`${part}: ${filter.op} is not for booleans`);
  }
  return { column, test, negated, values: valuesOf(filter, test, column, part) };
}

function isOrder(test: Test): boolean {
  return test === '>' || test === '>=' || test === '<' || test === '<=';
}

/** What holds numbers among others is asked for its numbers where the question is which are larger than one. */
function tested(column: Column, test: Test, value: Filter['value'], catalogue: Catalogue): Column {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && numeral.test(value));
  return (isOrder(test) && isNumber && asNumbers(column, catalogue)) || column;
}

function valuesOf({ op, value }: Filter, test: Test, column: Column, part: string): readonly Scalar[] {
  if (test === 'exists') return [];
  if (value === undefined) throw new QueryRefused(`${part}: ${op} needs a value`);
  if (test === 'in') {
    if (!Array.isArray(value)) throw new QueryRefused(`${part}: ${op} needs a list of values`);
    return value.map((one) => ofType(one, column, part));
  }
  if (Array.isArray(value)) throw new QueryRefused(`${part}: ${op} takes one value, not a list`);
  return [ofType(value, column, part)];
}

/** A value as the column's type; text is read as a number or a boolean where the column is one, as Honeycomb does. */
function ofType(value: Scalar, column: Column, part: string): Scalar {
  if (column.type === 'string') return String(value);
  if (column.type === 'boolean') {
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
  }
  if (isNumeric(column)) {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
  }
  throw new QueryRefused(`${part}: ${JSON.stringify(value)} is no value of ${column.name}, which is ${column.type}`);
}

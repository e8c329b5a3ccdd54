import type { Field } from '../../../api/answers.js';
import type { Catalogue } from '../../query/catalogue.js';
import { columnValue } from '../../query/column-value.js';
import type { Scalar } from '../../query/query-spec.js';
import type { Row } from '../../query/row.js';

const mostValues = 10;
/** A long text is no value to choose from; its beginning says what it is. */
const longest = 200;

interface Tally {
  count: number;
  readonly times: Map<Scalar, number>;
}

/** Each column of the catalogue, and how often these rows have it, with its most frequent values among them. */
export function tallyFields(catalogue: Catalogue, rows: readonly Row[]): readonly Field[] {
  // By what a row has: of the thousands of names that there may be, most rows have none.
  const tallies = new Map(catalogue.names().map((name): [string, Tally] => [name, { count: 0, times: new Map() }]));
  for (const { values } of rows) {
    for (const [name, stored] of values) {
      const tally = tallies.get(name);
      const value = tally && columnValue(stored, catalogue.typeOf(name) ?? 'string');
      if (tally !== undefined && value !== undefined) add(value, tally);
    }
  }
  return [...tallies].map(([name, { count, times }]) => {
    const top = [...times].toSorted(([, a], [, b]) => b - a).slice(0, mostValues);
    const type = catalogue.typeOf(name) ?? 'string';
    return { name, type, count, top: top.map(([value, often]) => ({ value, count: often })) };
  });
}

function add(value: Scalar, tally: Tally): void {
  const short = typeof value === 'string' ? value.slice(0, longest) : value;
  tally.count += 1;
  tally.times.set(short, (tally.times.get(short) ?? 0) + 1);
}

import type { Field } from '../../../api/answers.js';
import type { Catalogue } from '../../query/catalogue.js';
import { columnValue } from '../../query/column-value.js';
import type { Scalar } from '../../query/query-spec.js';
import type { Row } from '../../query/row.js';

const mostValues = 10;
/** A long text is no value to choose from; its beginning says what it is. */
const longest = 200;

/** Each column of the catalogue, and how often these rows have it, with its most frequent values among them. */
export function tallyFields(catalogue: Catalogue, rows: readonly Row[]): readonly Field[] {
  return catalogue.names().flatMap((name) => {
    const type = catalogue.typeOf(name);
    if (type === undefined) return [];
    const counts = new Map<Scalar, number>();
    let count = 0;
    for (const { values } of rows) {
      const value = columnValue(values.get(name), type);
      if (value === undefined) continue;
      count += 1;
      const short = typeof value === 'string' ? value.slice(0, longest) : value;
      counts.set(short, (counts.get(short) ?? 0) + 1);
    }
    const top = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, mostValues);
    return { name, type, count, top: top.map(([value, times]) => ({ value, count: times })) };
  });
}

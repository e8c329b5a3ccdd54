import type { ComparedField } from '../../api/answers.js';
import type { Catalogue } from './catalogue.js';
import { columnValue } from './column-value.js';
import type { Row } from './row.js';
import { valueLabels } from './value-labels.js';

const mostFields = 30;
const mostValues = 20;
/** Of either side: what fewer rows have makes no difference worth a look, and there may be thousands of such names. */
const leastShare = 0.01;
/** Different in each row by their nature, so they tell nothing. */
const ids = /^trace\.|^meta\.|(^|[._])(id|uuid)$/;

/**
 * What is different about some rows: for each column, how the values are distributed inside and outside. The difference is
 * half the sum of how far the fractions lie apart: 0 where they are alike, 1 where no value is on both sides. A row without
 * the column counts as one with the value "(none)".
 */
export function compareRows(
  catalogue: Catalogue,
  inside: readonly Row[],
  outside: readonly Row[],
  except: string,
): readonly ComparedField[] {
  const frequent = new Set([...frequentNames(inside), ...frequentNames(outside)]);
  return catalogue
    .names()
    .filter((name) => name !== except && !ids.test(name) && frequent.has(name))
    .flatMap((name) => compareColumn(name, catalogue, inside, outside) ?? [])
    .toSorted((a, b) => b.difference - a.difference || (a.name < b.name ? -1 : 1))
    .slice(0, mostFields);
}

function frequentNames(rows: readonly Row[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { values } of rows) for (const name of values.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].flatMap(([name, count]) => (count >= rows.length * leastShare ? [name] : []));
}

function compareColumn(
  name: string,
  catalogue: Catalogue,
  inside: readonly Row[],
  outside: readonly Row[],
): ComparedField | undefined {
  const type = catalogue.typeOf(name);
  if (type === undefined) return undefined;
  const read = (rows: readonly Row[]) => rows.map(({ values }) => columnValue(values.get(name), type));
  const [within, without] = [read(inside), read(outside)];
  const label = valueLabels([...within, ...without]);
  if (label === undefined) return undefined;
  const [a, b] = [fractions(within.map(label)), fractions(without.map(label))];
  const values = [...new Set([...a.keys(), ...b.keys()])]
    .map((value) => ({ value, inside: a.get(value) ?? 0, outside: b.get(value) ?? 0 }))
    .toSorted((x, y) => apart(y) - apart(x));
  const difference = values.reduce((sum, value) => sum + apart(value), 0) / 2;
  return difference > 0 ? { name, difference, values: values.slice(0, mostValues) } : undefined;
}

function apart(value: { readonly inside: number; readonly outside: number }): number {
  return Math.abs(value.inside - value.outside);
}

function fractions(labels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return new Map([...counts].map(([label, count]) => [label, count / labels.length]));
}

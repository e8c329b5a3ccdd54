import type { FieldType } from '../../api/answers.js';
import { QueryRefused } from '../store/errors.js';
import type { Catalogue } from './catalogue.js';

/** Whose value a column is: the row's own, its trace's root span's, its parent span's, or that of one span of its trace. */
export type Relation = 'self' | 'root' | 'parent' | 'any';

/** `number`: the numbers of a column that holds other values too, which are absent then. */
export type ColumnType = FieldType | 'number';

export interface Column {
  readonly relation: Relation;
  readonly name: string;
  readonly type: ColumnType;
}

const relational = /^(root|parent|any)\.(.+)$/s;
const unsupported = /^(child|none|any2|any3)\./;

/** A column of the catalogue, or a relation's; throws QueryRefused, whose message names `part`. */
export function readColumn(name: string, catalogue: Catalogue, part: string): Column {
  const type = catalogue.typeOf(name);
  if (type !== undefined) return { relation: 'self', name, type };
  const [, relation, related = ''] = relational.exec(name) ?? [];
  const relatedType = catalogue.typeOf(related);
  if (relation !== undefined && relatedType !== undefined) {
    return { relation: relation as Relation, name: related, type: relatedType };
  }
  const prefix = unsupported.exec(name)?.[0];
  if (prefix !== undefined) throw new QueryRefused(`${part}: the prefix ${prefix} is not supported here`);
  const why = catalogue.isFull ? ', or it came when there were 10,000 attributes already' : '';
  throw new QueryRefused(`${part}: there is no column ${JSON.stringify(name)} in this run${why}`);
}

export function isNumeric({ type }: Column): boolean {
  return type === 'integer' || type === 'float' || type === 'number';
}

/** The column, or of one that holds numbers among others these; undefined where no number was seen. */
export function asNumbers(column: Column, catalogue: Catalogue): Column | undefined {
  if (isNumeric(column)) return column;
  return catalogue.hasNumbers(column.name) ? { ...column, type: 'number' } : undefined;
}

import { fromJson } from '../../query/sql/expression.js';
import { Parameters } from '../../query/sql/parameters.js';
import type { DuckDBConnection } from './engine.js';
import type { PromotedColumns, PromotedType } from './promoted-columns.js';

const fieldTypes = { VARCHAR: 'string', DOUBLE: 'float', BOOLEAN: 'boolean' } as const;

/** Makes an attribute a column of `items`, filled from the JSON of the rows that are there. */
export async function promote(
  name: string,
  type: PromotedType,
  promoted: PromotedColumns,
  connection: DuckDBConnection,
): Promise<void> {
  const column = promoted.find(name, fieldTypes[type]) === undefined ? promoted.next(name, type) : undefined;
  if (column === undefined) return;
  const parameters = new Parameters();
  const value = fromJson('attributes', name, fieldTypes[type], parameters);
  await connection.run('BEGIN TRANSACTION');
  try {
    await connection.run(`ALTER TABLE items ADD COLUMN ${column.column} ${type}`);
    await connection.run(`UPDATE items SET ${column.column} = ${value}`, parameters.values);
    await connection.run('INSERT INTO promoted VALUES ($1, $2, $3)', [name, type, column.column]);
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
  promoted.add(column);
}

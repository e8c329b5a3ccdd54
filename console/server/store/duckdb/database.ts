import { Catalogue } from '../../query/catalogue.js';
import type { DuckDBConnection, DuckDBInstance, Engine } from './engine.js';
import { isDamage } from './opening-errors.js';
import { PromotedColumns, type PromotedType } from './promoted-columns.js';
import { schema } from './schema.js';

/** One run's file, open. */
export interface Database {
  readonly instance: DuckDBInstance;
  readonly catalogue: Catalogue;
  /** What the catalogue has learned since the file was opened and the file does not say. */
  readonly learned: Map<string, number>;
  readonly promoted: PromotedColumns;
}

/**
 * Two threads leave a core for the service beside it; queries reach no other file. The newest storage format is the
 * smaller one.
 */
const settings = {
  threads: '2',
  memory_limit: '256MB',
  storage_compatibility_version: 'latest',
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
};

export async function createDatabase(engine: Engine, path: string): Promise<Database> {
  const instance = await engine.DuckDBInstance.create(path, settings);
  const promoted = new PromotedColumns();
  promoted.addUsual();
  try {
    const connection = await instance.connect();
    await connection.run(['BEGIN', ...schema(promoted.all()), 'COMMIT'].join(';'));
    connection.closeSync();
  } catch (error) {
    instance.closeSync();
    throw error;
  }
  const learned = new Map<string, number>();
  return { instance, promoted, learned, catalogue: new Catalogue((name, bits) => learned.set(name, bits)) };
}

/** Rejects with the engine's error where the file is damaged or another process writes to it. */
export async function openDatabase(engine: Engine, path: string): Promise<Database> {
  const instance = await engine.DuckDBInstance.create(path, { ...settings, access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    const catalogue = new Catalogue();
    for (const [name, bits] of await rows(connection, 'SELECT name, seen FROM fields')) {
      catalogue.add(String(name), Number(bits));
    }
    const promoted = new PromotedColumns();
    for (const [name, type, column] of await rows(connection, 'SELECT name, type, col FROM promoted')) {
      promoted.add({ name: String(name), type: type as PromotedType, column: String(column) });
    }
    return { instance, catalogue, promoted, learned: new Map() };
  } catch (error) {
    instance.closeSync();
    throw error;
  } finally {
    connection.closeSync();
  }
}

/** Whether no other process has the file open; where that cannot be known, as of a file that may not be read, it is not. */
export async function isFree(engine: Engine, path: string): Promise<boolean> {
  try {
    const instance = await engine.DuckDBInstance.create(path, settings);
    instance.closeSync();
    return true;
  } catch (error) {
    return isDamage(error);
  }
}

/** Whether the file can be read and no row is in it. */
export async function hasNoRow(engine: Engine, path: string): Promise<boolean> {
  try {
    const { instance } = await openDatabase(engine, path);
    const connection = await instance.connect();
    const [found] = await rows(connection, 'SELECT 1 FROM items LIMIT 1');
    connection.closeSync();
    instance.closeSync();
    return found === undefined;
  } catch {
    return false;
  }
}

async function rows(connection: DuckDBConnection, sql: string): Promise<readonly (readonly unknown[])[]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

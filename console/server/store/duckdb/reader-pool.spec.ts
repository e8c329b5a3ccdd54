import { join } from 'node:path';
import { dataDir } from '../../../../test/support/console/data-dir.js';
import { createDatabase } from './database.js';
import { loadEngine } from './engine.js';
import { ReaderPool } from './reader-pool.js';

const endless = { sql: 'SELECT count(*) FROM range(100000000000) AS a, range(1000) AS b', values: [] };
const one = { sql: 'SELECT 1 AS one', values: [] };
const close: (() => void)[] = [];
afterEach(() => close.splice(0).forEach((end) => end()));

async function pool(limitMs: number): Promise<ReaderPool> {
  const engine = await loadEngine();
  if (engine === undefined) throw new Error('these tests need the engine');
  const { instance } = await createDatabase(engine, join(await dataDir(), 'run.duckdb'));
  const opened = await ReaderPool.open(engine, instance, limitMs);
  close.push(() => {
    opened.close();
    instance.closeSync();
  });
  return opened;
}

describe('questions to the database', () => {
  it('are stopped when they take too long, and those after them are answered', async () => {
    const readers = await pool(200);
    await expect(readers.answer((ask) => ask(endless))).rejects.toMatchObject({ name: 'TooLong' });
    expect(await readers.answer((ask) => ask(one))).toEqual([{ one: 1 }]);
  });

  it('wait while two are under way, and are refused when too many wait', async () => {
    const readers = await pool(1000);
    const slow = [1, 2].map(() => readers.answer((ask) => ask(endless)));
    const waiting = Array.from({ length: 64 }, () => readers.answer((ask) => ask(one)));
    await expect(readers.answer((ask) => ask(one))).rejects.toMatchObject({ name: 'TooBusy' });
    for (const question of slow) await expect(question).rejects.toMatchObject({ name: 'TooLong' });
    expect(await Promise.all(waiting)).toHaveLength(64);
  });

  it.each([
    ['change a row', 'DELETE FROM items', 'read-only'],
    ['make a table', 'CREATE TABLE t (a INTEGER)', 'read-only'],
    ['read a file', "SELECT * FROM read_csv('/etc/passwd')", 'disabled by configuration'],
    ['write a file', "COPY items TO '/tmp/items.csv'", 'disabled by configuration'],
    ['open another database', "ATTACH '/tmp/other.duckdb'", 'disabled'],
    ['load an extension', 'INSTALL httpfs', 'disabled'],
  ])('cannot %s', async (_, sql, why) => {
    const readers = await pool(5000);
    await expect(readers.answer((ask) => ask({ sql, values: [] }))).rejects.toThrow(why);
  });
});

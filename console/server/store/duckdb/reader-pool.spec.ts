import { join } from 'node:path';
import { dataDir } from '../../../../test/support/console/data-dir.js';
import { createDatabase } from './database.js';
import { loadEngine } from './engine.js';
import { ReaderPool } from './reader-pool.js';

const endless = { sql: 'SELECT count(*) FROM range(100000000000) AS a, range(1000) AS b', values: [] };
const one = { sql: 'SELECT 1 AS one', values: [] };
const close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of close.splice(0)) await end();
});

async function pool(limitMs: number): Promise<ReaderPool> {
  const engine = await loadEngine();
  if (engine === undefined) throw new Error('these tests need the engine');
  const { instance } = await createDatabase(engine, join(await dataDir(), 'run.duckdb'));
  const opened = await ReaderPool.open(engine, instance, limitMs);
  close.push(async () => {
    await opened.close();
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

  it('end before their connections are closed, and those that wait are refused', async () => {
    const readers = await pool(200);
    close.pop();
    const ended: string[] = [];
    const slow = [1, 2].map(() => readers.answer((ask) => ask(endless)).catch(() => ended.push('question')));
    const waiting = readers.answer((ask) => ask(one));
    const closed = readers.close().then(() => ended.push('pool'));
    await expect(waiting).rejects.toThrow('the database was closed');
    await Promise.all([...slow, closed]);
    expect(ended).toEqual(['question', 'question', 'pool']);
    await expect(readers.answer((ask) => ask(one))).rejects.toThrow('the database was closed');
  });

  it('give their connection back when they fail', async () => {
    const readers = await pool(5000);
    const fails = () => readers.answer((ask) => ask({ sql: 'SELECT nothing', values: [] }));
    for (let time = 0; time < 3; time += 1) await expect(fails()).rejects.toThrow('nothing');
    expect(await readers.answer((ask) => ask(one))).toEqual([{ one: 1 }]);
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

import { join } from 'node:path';
import { dataDir } from '../../../../test/support/console/data-dir.js';
import { createDatabase } from './database.js';
import { type DuckDBConnection, type DuckDBInstance, loadEngine } from './engine.js';
import { RunBounds } from './run-bounds.js';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeEach(async () => {
  const engine = await loadEngine();
  if (engine === undefined) throw new Error('these tests need the engine');
  ({ instance } = await createDatabase(engine, join(await dataDir(), 'run.duckdb')));
  connection = await instance.connect();
});
afterEach(() => {
  connection.closeSync();
  instance.closeSync();
});

const [span, log] = [0, 3];
const large = 1024 * 1024 * 1024;

interface Rows {
  readonly kind: number;
  readonly count: number;
  readonly firstTime: number;
  /** From one row to the next. */
  readonly step?: number;
  readonly body?: string;
}

async function add(bounds: RunBounds, { kind, count, firstTime, step = 1, body = "''" }: Rows): Promise<void> {
  const rows = `SELECT ${kind}, ${firstTime} + n * ${step}, n, ${body} FROM range(${count}) AS numbers(n)`;
  await connection.run(`INSERT INTO items (kind, time_ns, name, body) ${rows} ORDER BY n`);
  await bounds.added({ rows: count, spans: kind === span ? count : 0 }, connection);
}

async function ask(sql: string): Promise<readonly number[]> {
  const [row = []] = (await connection.runAndReadAll(sql)).getRows();
  return row.map(Number);
}

const spans = () => ask(`SELECT count(*), min(time_ns), max(time_ns) FROM items WHERE kind = ${span}`);

describe('the bounds of a run', () => {
  it('are of spans, however many log records are older', async () => {
    const bounds = new RunBounds(1000, large);
    await add(bounds, { kind: log, count: 20_000, firstTime: 0 });
    for (let first = 20_000; first < 23_000; first += 200)
      await add(bounds, { kind: span, count: 200, firstTime: first });
    const [count = 0, oldest, newest] = await spans();
    expect(bounds.spanCount).toBe(count);
    expect(count).toBeGreaterThanOrEqual(900);
    expect(count).toBeLessThanOrEqual(1000);
    expect([oldest, newest]).toEqual([23_000 - count, 22_999]);
  });

  it('hold after one commit of more than there may be', async () => {
    const bounds = new RunBounds(1000, large);
    await add(bounds, { kind: span, count: 5000, firstTime: 0 });
    expect(await spans()).toEqual([900, 4100, 4999]);
  });

  it('leave most of what came at one instant, the last', async () => {
    const bounds = new RunBounds(1000, large);
    await add(bounds, { kind: span, count: 1001, firstTime: 7, step: 0 });
    expect(await ask('SELECT count(*), min(name::INTEGER), max(name::INTEGER) FROM items')).toEqual([900, 101, 1000]);
  });

  it('leave a span where one may stay', async () => {
    const bounds = new RunBounds(1, large);
    await add(bounds, { kind: span, count: 3, firstTime: 1 });
    expect(await spans()).toEqual([1, 3, 3]);
  });

  it('are of bytes, whatever the rows are of', async () => {
    const bounds = new RunBounds(1000, 24_000_000);
    // Text that the engine cannot make smaller.
    const body = `(SELECT string_agg(md5(random()::VARCHAR || n || part), '') FROM range(40) AS parts(part))`;
    for (let first = 0; first < 60_000; first += 5000) {
      await add(bounds, { kind: log, count: 5000, firstTime: first, body });
    }
    const [bytes, count, newest] = await ask(`SELECT (SELECT used_blocks * block_size FROM pragma_database_size()),
      (SELECT count(*) FROM items), (SELECT max(time_ns) FROM items)`);
    expect(bytes).toBeLessThanOrEqual(24_000_000);
    expect(count).toBeGreaterThan(10_000);
    expect(newest).toBe(59_999);
  });
});

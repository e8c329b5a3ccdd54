import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dataDir } from '../../../../test/support/console/data-dir.js';
import { holdOpen, letGo } from '../../../../test/support/console/hold-open.js';
import { createDatabase } from './database.js';
import { type Engine, loadEngine } from './engine.js';
import { makeRoom } from './make-room.js';
import { idOf, RunFolder } from './run-folder.js';

let engine: Engine;
let path: string;
let folder: RunFolder;
beforeAll(async () => {
  const loaded = await loadEngine();
  if (loaded === undefined) throw new Error('these tests need the engine');
  engine = loaded;
});
beforeEach(async () => {
  path = await dataDir();
  folder = new RunFolder(path);
});
afterEach(letGo);

/** A run of that hour. */
async function run(hour: number, rows = 1): Promise<string> {
  const id = idOf(new Date(Date.UTC(2026, 0, 1, hour)));
  const { instance } = await createDatabase(engine, folder.file(id));
  const connection = await instance.connect();
  await connection.run(`INSERT INTO items (kind, time_ns) SELECT 3, 1 FROM range(${rows})`);
  connection.closeSync();
  instance.closeSync();
  return id;
}

describe('room for a run', () => {
  it('is made by the oldest', async () => {
    const [, second, third] = [await run(1), await run(2), await run(3)];
    await makeRoom(engine, folder, 3);
    expect(await readdir(path)).toEqual([`${second}.duckdb`, `${third}.duckdb`]);
  });

  it.each(['READ_WRITE', 'READ_ONLY'] as const)(
    'is not made by one that another process has open, %s',
    async (mode) => {
      const [first, , third] = [await run(1), await run(2), await run(3)];
      await holdOpen(join(path, `${first}.duckdb`), mode);
      await makeRoom(engine, folder, 2);
      expect(await folder.ids()).toEqual([third, first]);
    },
  );

  it('is made by those without a row first, and needs none of them', async () => {
    const [first, second] = [await run(1), await run(2)];
    for (const hour of [3, 4, 5]) await run(hour, 0);
    await makeRoom(engine, folder, 3);
    expect(await folder.ids()).toEqual([second, first]);
    await run(6, 0);
    await makeRoom(engine, folder, 10);
    expect(await folder.ids()).toEqual([second, first]);
  });

  it('is not made by one without a row that another console will write to', async () => {
    const [first, second] = [await run(1), await run(2, 0)];
    await holdOpen(join(path, `${second}.duckdb`), 'READ_WRITE');
    await makeRoom(engine, folder, 10);
    expect(await folder.ids()).toEqual([second, first]);
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataDir } from '../../../test/support/console/data-dir.js';
import { openSpanStore } from './open-span-store.js';

describe('the store', () => {
  it('is on disk where it can be, and says nothing', async () => {
    const said: string[] = [];
    const store = await openSpanStore({
      dataDir: join(await dataDir(), 'made', 'now'),
      say: (line) => said.push(line),
    });
    expect(store.engine).toBe('duckdb');
    expect(said).toEqual([]);
    await store.close();
  });

  it('is in memory where the folder cannot be used, and says why', async () => {
    const said: string[] = [];
    const file = join(await dataDir(), 'file');
    await writeFile(file, '');
    const store = await openSpanStore({ dataDir: join(file, 'runs'), say: (line) => said.push(line) });
    expect(store.engine).toBe('memory');
    expect(said).toEqual([expect.stringMatching(/^console: .* cannot be used \(.*ENOTDIR.*\); the last 20,000 spans/)]);
  });
});

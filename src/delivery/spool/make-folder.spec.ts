import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';

const folder = mkdtempSync(join(tmpdir(), 'cruddur-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a folder that is to be written to', () => {
  it('is made with those above it, for this user alone, also where two want it at once', async () => {
    const deep = join(folder, 'one', 'two');
    await Promise.all([makeFolder(deep), makeFolder(deep)]);
    await makeFolder(deep);
    for (const made of [join(folder, 'one'), deep]) expect(statSync(made).mode & 0o777).toBe(0o700);
  });

  it('is not where a file is in its way', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(makeFolder(file)).rejects.toThrow('EEXIST');
    await expect(makeFolder(join(file, 'below'))).rejects.toThrow('ENOTDIR');
  });

  it('is not where the one above it takes no other, and that is known at once', async () => {
    await expect(makeFolder('/proc/nope/deeper')).rejects.toThrow(/ENOENT|EACCES|EROFS|EPERM/);
  });
});

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consoleConfig as consolesOwn } from '../../console/server/console.config.js';
import { cacheDir as consolesCacheDir } from '../../console/server/lifecycle/cache-dir.js';
import { tokenFor } from '../../console/server/lifecycle/token.js';
import { cacheDir } from '../../src/console/cache-dir.js';
import { consoleConfig } from '../../src/console/console.config.js';

const folder = mkdtempSync(join(tmpdir(), 'cruddur-console-'));
const environment = { CONSOLE_HOST: '0.0.0.0', XDG_CACHE_HOME: folder, LOCALAPPDATA: folder };
const { HOME } = process.env;

// macOS has its caches in the home folder, whatever else is said.
beforeAll(() => (process.env.HOME = folder));
afterEach(() => rmSync(consolesCacheDir(environment), { recursive: true, force: true }));
afterAll(() => {
  process.env.HOME = HOME;
  rmSync(folder, { recursive: true });
});

const ofService = () => consoleConfig.from(environment).target?.token;
const ofConsole = () => {
  const { host, token, dataDir } = consolesOwn(environment);
  return tokenFor(host, token, dataDir).token;
};

describe('the token of a console that others can reach', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('is looked for in one place on %s', (platform) => {
    for (const given of [{}, environment, { XDG_CACHE_HOME: 'relative' }])
      expect(cacheDir(given, platform)).toBe(consolesCacheDir(given, platform));
  });

  it.each([
    ['the service', [ofService, ofConsole]],
    ['a person', [ofConsole, ofService]],
  ] as const)('is one for both where %s started first', (_, [first, second]) => {
    const made = first();
    expect(made).toMatch(/^[\w-]{43}$/);
    expect([second(), first()]).toEqual([made, made]);
  });

  it('is readable by nobody else, also where a broken one that others could read was there', () => {
    const file = join(consolesCacheDir(environment), 'console-token');
    ofConsole();
    for (const ask of [ofConsole, ofService]) {
      rmSync(file);
      writeFileSync(file, 'broken', { mode: 0o644 });
      const made = ask();
      expect([statSync(file).mode & 0o777, readFileSync(file, 'utf8')]).toEqual([0o600, made]);
    }
  });
});

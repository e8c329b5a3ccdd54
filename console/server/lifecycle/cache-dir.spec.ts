import { homedir } from 'node:os';
import { cacheDir } from './cache-dir.js';

const OURS = 'cruddur-backend/console';

describe("the operating system's cache folder", () => {
  it.each([
    ['linux', {}, `${homedir()}/.cache/${OURS}`],
    ['linux', { XDG_CACHE_HOME: '/cache' }, `/cache/${OURS}`],
    ['linux', { XDG_CACHE_HOME: 'relative' }, `${homedir()}/.cache/${OURS}`],
    ['darwin', {}, `${homedir()}/Library/Caches/${OURS}`],
    ['win32', { LOCALAPPDATA: '/Users/me/AppData/Local' }, `/Users/me/AppData/Local/${OURS}`],
  ] as const)('on %s with %j is %s', (platform, environment, folder) => {
    expect(cacheDir(environment, platform)).toBe(folder);
  });
});

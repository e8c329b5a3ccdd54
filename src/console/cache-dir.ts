import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../config/index.js';

/** Where the console keeps what it may lose if CONSOLE_DATA_DIR names no folder; the console itself finds the same one. */
export function cacheDir(environment: Environment, platform = process.platform): string {
  return join(cacheRoot(environment, platform), 'cruddur-backend', 'console');
}

function cacheRoot(environment: Environment, platform: NodeJS.Platform): string {
  if (platform === 'win32') return environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  // A relative XDG_CACHE_HOME does not count, says its specification.
  return environment.XDG_CACHE_HOME?.startsWith('/') ? environment.XDG_CACHE_HOME : join(homedir(), '.cache');
}

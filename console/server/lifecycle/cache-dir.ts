import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this operating system keeps what a program may lose: the console's folder in it. */
export function cacheDir(
  environment: Readonly<Record<string, string | undefined>>,
  platform = process.platform,
): string {
  return join(cacheRoot(environment, platform), 'cruddur-backend', 'console');
}

function cacheRoot(environment: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  if (platform === 'win32') return environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  // A relative XDG_CACHE_HOME does not count, says its specification.
  return environment.XDG_CACHE_HOME?.startsWith('/') ? environment.XDG_CACHE_HOME : join(homedir(), '.cache');
}

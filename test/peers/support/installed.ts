import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const cache =
  process.env.CRUDDUR_PEERS_DIR ?? join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cruddur-peers');

/**
 * The path of a file that `test/peers/install` made.
 *
 * @throws where it is not there, with what to do.
 */
export function installed(path: string): string {
  const file = join(cache, path);
  if (!existsSync(file)) throw new Error(`${path} is not installed: run test/peers/install`);
  return file;
}

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FORM = /^[\w-]{43}$/;

/**
 * A token for a console that others can reach. The service is restarted at each save and the console is not, so an earlier
 * start's is taken where it was kept, readable by this user alone; where nothing can be written, each start has its own.
 */
export function keptToken(folder: string): string {
  const file = join(folder, 'console-token');
  const kept = readToken(file);
  if (kept !== undefined) return kept;
  const token = randomBytes(32).toString('base64url');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, token, { mode: 0o600 });
  } catch {
    // Not kept: the next start makes another one, and a console that still runs by then is not its.
  }
  return token;
}

function readToken(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return FORM.test(text) ? text : undefined;
  } catch {
    return undefined; // the first start
  }
}

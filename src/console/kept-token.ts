import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';

const FORM = /^[\w-]{43}$/;

/**
 * A token for a console that others can reach. The service is restarted at each save and the console is not, and a person may
 * have started it: the one that an earlier start of either kept is taken, readable by this user alone. Where nothing can be
 * written, each start has its own.
 *
 * @param folder the console's; it looks for the same file there.
 */
export function keptToken(folder: string): string {
  const file = join(folder, 'console-token');
  const token = randomBytes(32).toString('base64url');
  try {
    makeFolder(folder);
    return readToken(file) ?? writeToken(file, token);
  } catch {
    return token; // not kept: the next start makes another one, and a console that still runs by then is not its
  }
}

/** @returns undefined where there is none; one that is broken makes room. */
function readToken(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    if (FORM.test(text)) return text;
    rmSync(file);
  } catch {
    // the first start
  }
  return undefined;
}

/** Whoever writes first has it: service and console may start at the same time. */
function writeToken(file: string, token: string): string {
  try {
    writeFileSync(file, token, { mode: 0o600, flag: 'wx' });
    return token;
  } catch (error) {
    const kept = readToken(file);
    if (kept === undefined) throw error;
    return kept;
  }
}

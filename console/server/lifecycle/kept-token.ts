import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';

const FORM = /^[\w-]{43}$/;

/**
 * A token for a console that others can reach: the one that an earlier start kept, of this console or of a service that looks for
 * it in the same file, readable by this user alone. Where nothing can be written, each start has its own.
 */
export function keptToken(folder: string): string {
  const file = join(folder, 'console-token');
  const token = randomBytes(32).toString('base64url');
  try {
    makeFolder(folder);
    return readToken(file) ?? writeToken(file, token);
  } catch {
    return token; // not kept: a service does not find it
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

import { writeSync } from 'node:fs';
import type { AccountsSnapshot } from './accounts.js';
import { errorCode } from './describe-error.js';

const STDOUT = 1;
const MAX_WAIT_MS = 500;
const PAUSE_MS = 5;

/**
 * Writes the one line that says what became of every item, straight to stdout: past the logger, its level and its format,
 * and done when this returns, so that the process may exit right after it.
 */
export function writeAccountsLine(accounts: Record<string, AccountsSnapshot>): void {
  const timestamp = new Date().toISOString();
  const line = JSON.stringify({ timestamp, level: 'info', message: 'telemetry accounts', accounts });
  writeAll(Buffer.from(`${line}\n`));
}

function writeAll(bytes: Buffer): void {
  const endsAt = performance.now() + MAX_WAIT_MS;
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(STDOUT, bytes, written);
    } catch (error) {
      // A full pipe is waited for; one that nobody reads any more (EPIPE) has nobody to tell.
      if (errorCode(error) !== 'EAGAIN' || performance.now() > endsAt) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

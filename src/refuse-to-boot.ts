import { writeSync } from 'node:fs';
import { ConfigError } from './config/index.js';
import { redactor } from './redaction/index.js';

/** Ends a process that cannot start, with code 1: one line where a variable is wrong, the whole error otherwise. */
export function refuseToBoot(error: unknown): never {
  const said = error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error);
  writeSync(2, `${redactor.redactText(said ?? 'an error without a stack')}\n`);
  process.exit(1);
}

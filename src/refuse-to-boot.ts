import { writeSync } from 'node:fs';
import { ConfigError } from './config/index.js';
import { redactor } from './redaction/index.js';

/** Ends a process that cannot start, with code 1: one line where a variable is wrong, the whole error otherwise. */
export function refuseToBoot(error: unknown): never {
  writeSync(2, `${describe(error)}\n`);
  process.exit(1);
}

/** A ConfigError holds no value; the redactor would take what it expects of a token for one. */
function describe(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const said = error instanceof Error ? error.stack : String(error);
  return redactor.redactText(said ?? 'an error without a stack');
}

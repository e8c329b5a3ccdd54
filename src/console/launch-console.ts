import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../config/index.js';

/** The console as it is built: beside `dist`, which the Nest CLI empties. */
const CONSOLE = fileURLToPath(new URL('../../console/dist/server/main.js', import.meta.url));
const LAUNCHER = fileURLToPath(new URL('./launcher.js', import.meta.url));

/**
 * Starts the console by a launcher that ends at once. The Nest CLI kills the service's whole tree of processes at each save,
 * and Ctrl+C reaches its whole group: the console is in neither.
 *
 * @returns false where it has not been built.
 */
export function launchConsole(environment: Environment): boolean {
  if (!existsSync(CONSOLE)) return false;
  const launcher = spawn(process.execPath, [LAUNCHER, CONSOLE], { env: environment, stdio: 'ignore', detached: true });
  // No process to be had: the console will not be found, and that is said.
  launcher.on('error', () => launcher.unref());
  launcher.unref();
  return true;
}

import { ConfigError } from './config/config-error.js';
import { consoleConfig } from './console.config.js';
import { readEnvironment } from './lifecycle/environment.js';
import { ConsoleThere } from './lifecycle/listen.js';
import { runConsole } from './run-console.js';
import { outliveReaders, say } from './lifecycle/say.js';

const CONSOLE_THERE = 3;

outliveReaders();
// What it keeps are requests, errors and log lines: no other user of the machine reads them.
process.umask(0o077);
try {
  await runConsole(consoleConfig(readEnvironment()));
} catch (error) {
  if (error instanceof ConsoleThere) {
    say(`console: one already listens on ${error.message}`);
    process.exit(CONSOLE_THERE);
  }
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

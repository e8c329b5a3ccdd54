import type { ConsoleConfig } from './console.config.js';
import { openSpanStore } from './store/open-span-store.js';
import { assemble, type Console } from './assemble.js';
import { ConsoleServer } from './lifecycle/console-server.js';
import { listen } from './lifecycle/listen.js';
import { makeFolder } from './lifecycle/make-folder.js';
import { say } from './lifecycle/say.js';
import { tokenFor } from './lifecycle/token.js';

/** For the requests that are under way when it is to end; then their connections are cut. */
const DRAIN_MS = 3_000;
/** For everything; then it ends as it stands, which loses nothing that was acknowledged. */
const END_WITHIN_MS = 8_000;

/**
 * Listens, opens the store, and answers until it is told to end or its last owner has gone.
 *
 * @throws (rejects) ConsoleThere, ConfigError
 */
export async function runConsole(config: ConsoleConfig): Promise<void> {
  const server = new ConsoleServer();
  // Before the store and the token: two consoles may want one port, and the one that does not get it should leave no trace.
  const url = await listen(server.http, config.host, config.port);
  let parts: Console | undefined;
  const end = once(() => endProcess(server, parts));
  process.on('SIGTERM', end);
  // Ctrl+C in the service's terminal is not meant for a console that other services may be using.
  process.on('SIGINT', config.owned ? ignore : end);
  const { token, isMade } = tokenFor(config.host, config.token, config.dataDir);
  const { dataDir } = config;
  const store = await openSpanStore({ dataDir, say, prepare: () => makeFolder(dataDir) });
  parts = assemble({ config, token, store, onOwnersGone: config.owned ? end : undefined });
  server.answerBy(parts.app);
  say(`console: listening on ${url}`);
  if (isMade) say(`console: open ${url}/?token=${token}`);
}

/** New connections are refused, open answers are ended, what was received is written. */
async function endProcess({ http }: ConsoleServer, parts: Console | undefined): Promise<void> {
  // An exit waits for the engine's threads, and one of these may be what does not end.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), END_WITHIN_MS);
  const closed = new Promise((resolve) => http.close(resolve));
  setTimeout(() => http.closeAllConnections(), DRAIN_MS);
  parts?.live.end();
  parts?.owners.end();
  await closed;
  await parts?.store
    .close()
    .catch((error: unknown) => say(`console: the run's file could not be closed: ${String(error)}`));
  process.exit(0);
}

function once(action: () => Promise<void>): () => void {
  let begun: Promise<void> | undefined;
  return () => void (begun ??= action());
}

const ignore = () => undefined;

import type { ConsoleTarget } from './console.config.js';

/** What every request to the console carries: a name that it always answers to, whatever it listens on, and its token. */
export function consoleHeaders({ port, token }: Pick<ConsoleTarget, 'port' | 'token'>): Record<string, string> {
  const host = `localhost:${port}`;
  return token === undefined ? { host } : { host, authorization: `Bearer ${token}` };
}

import { get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../config/config-error.js';
import { pageUrlOf, urlOf } from '../config/host-url.js';
import { CONSOLE_HEADER } from './console-header.js';

const PROBE_MS = 2_000;

/** Somebody's console has the port: it takes what this one would have taken. */
export class ConsoleThere extends Error {
  override readonly name = 'ConsoleThere';
}

const REFUSALS = new Map<string | undefined, ConstructorParameters<typeof ConfigError>>([
  ['EADDRINUSE', ['CONSOLE_PORT', 'a free port']],
  ['EACCES', ['CONSOLE_PORT', 'a port that this user may listen on']],
  ['EADDRNOTAVAIL', ['CONSOLE_HOST', 'an address of this machine']],
  ['ENOTFOUND', ['CONSOLE_HOST', 'an address or a name of this machine']],
  ['EAI_AGAIN', ['CONSOLE_HOST', 'an address or a name of this machine']],
]);

/**
 * @returns the URL to open; the port is the real one where 0 was asked for.
 * @throws ConsoleThere, or ConfigError naming the variable by which the address can be changed.
 */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE' && (await isConsole(host, port))) throw new ConsoleThere(pageUrlOf(host, port));
    const refusal = REFUSALS.get(error.code);
    throw refusal ? new ConfigError(...refusal) : error;
  });
  return pageUrlOf(host, (server.address() as AddressInfo).port);
}

/** Whatever it answers, a console names itself. */
function isConsole(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(`${urlOf(reachable(host), port)}/api/about`, { timeout: PROBE_MS, agent: false }, (answer) => {
      answer.destroy();
      resolve(answer.headers[CONSOLE_HEADER] !== undefined);
    });
    request.once('timeout', () => request.destroy());
    request.once('close', () => resolve(false));
    // Something that speaks no HTTP.
    request.once('error', () => resolve(false));
  });
}

const reachable = (host: string) => ({ '0.0.0.0': '127.0.0.1', '::': '::1' })[host] ?? host;

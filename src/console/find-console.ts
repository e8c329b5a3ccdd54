import { get } from 'node:http';
import type { ConsoleTarget } from './console.config.js';
import { consoleHeaders } from './console-headers.js';

/**
 * Who is there: `console`; `nobody`; a console that `refuses` the token; a `stranger`, who answers but is none; or somebody
 * who is `silent`.
 */
export type Found = 'console' | 'nobody' | 'refuses' | 'stranger' | 'silent';

const TIMEOUT_MS = 2_000;

/** Asks once. Never rejects; keeps no connection, nor the process alive. */
export function findConsole(target: ConsoleTarget): Promise<Found> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const request = get(`${target.origin}/api/about`, { headers: consoleHeaders(target), agent: false, signal });
    request.on('socket', (socket) => socket.unref());
    request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED' ? 'nobody' : 'silent'));
    request.on('response', (response) => {
      response.destroy();
      if (response.headers['x-cruddur-console'] !== '1') resolve('stranger');
      else resolve(response.statusCode === 200 ? 'console' : 'refuses');
    });
  });
}

import { request } from 'node:http';
import type { ConsoleTarget } from './console.config.js';
import { consoleHeaders } from './console-headers.js';

/** The console sends a byte every 5 s: one that has sent none for so long hangs or has gone. */
const SILENT_MS = 15_000;

/** One answer that never ends: while it is open the console knows that somebody needs it. */
export interface Lease {
  /** Resolves when it is over, however it came to that. */
  readonly over: Promise<void>;
  end(): void;
}

/** Takes a lease; undefined where none is given. Never rejects; an open lease does not keep the process alive. */
export function takeLease(target: ConsoleTarget): Promise<Lease | undefined> {
  return new Promise((resolve) => {
    const headers = { ...consoleHeaders(target), 'content-length': 0 };
    const asking = request(`${target.origin}/api/owners`, { method: 'POST', headers, agent: false });
    const over = new Promise<void>((settle) => asking.on('close', () => settle()));
    const end = () => void asking.destroy();
    asking.on('socket', (socket) => socket.unref());
    asking.setTimeout(SILENT_MS, end);
    asking.on('error', () => resolve(undefined));
    asking.on('close', () => resolve(undefined));
    asking.on('response', (response) => {
      response.on('error', end);
      response.resume();
      if (response.statusCode === 200) resolve({ over, end });
      else end();
    });
    asking.end();
  });
}

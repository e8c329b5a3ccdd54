import { isIP } from 'node:net';
import { keptToken } from './kept-token.js';

interface Asked {
  readonly token: string | undefined;
  /** Whether a person has to be told: it was made here. */
  readonly isMade: boolean;
}

/** The token that this console asks for: the given one; where others can reach it without one, the one that is kept in `folder`. */
export function tokenFor(host: string, given: string | undefined, folder: string): Asked {
  if (given !== undefined || isLoopback(host)) return { token: given, isMade: false };
  return { token: keptToken(folder), isMade: true };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

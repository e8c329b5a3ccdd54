import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';

/** The token that this console asks for: the given one; where others can reach it without one, a new one. */
export function tokenFor(host: string, given: string | undefined): { token: string | undefined; isNew: boolean } {
  if (given !== undefined || isLoopback(host)) return { token: given, isNew: false };
  return { token: randomBytes(32).toString('base64url'), isNew: true };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

import type { NextFunction, Request, Response } from 'express';

const ESCAPE = /%[0-9a-f]{2}/gi;
/** RFC 3986's unreserved characters, whose escapes mean the same, and the two that the original's routes read unescaped. */
const PLAIN = /[\w.~@/-]/;

/**
 * Gives each path one spelling before it is routed, as the original's server does: `%40worf` is `@worf`, an escaped slash is a
 * slash, and several slashes are one. `originalUrl` stays as it came.
 */
export function spellPath(request: Request, _response: Response, next: NextFunction): void {
  const { url } = request;
  if (url.includes('%') || url.includes('//')) request.url = spelled(url);
  next();
}

function spelled(url: string): string {
  const queryAt = url.indexOf('?');
  const path = queryAt < 0 ? url : url.slice(0, queryAt);
  const query = queryAt < 0 ? '' : url.slice(queryAt);
  return path.replaceAll(ESCAPE, unescapePlain).replaceAll(/\/{2,}/g, '/') + query;
}

function unescapePlain(escape: string): string {
  const character = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return PLAIN.test(character) ? character : escape;
}

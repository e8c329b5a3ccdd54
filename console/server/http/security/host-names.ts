import type { RequestHandler } from 'express';
import { HttpRefusal } from '../http-refusal.js';

/**
 * Answers only to its own names: a page elsewhere whose name its owner points at this machine (DNS rebinding) sends that
 * name as Host. The port does not count: a container or a tunnel may publish another.
 */
export function hostNames(allowed: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    if (!allowed.includes(nameOf(request.headers.host)))
      throw new HttpRefusal(403, 'this console does not answer to that host name; CONSOLE_ALLOWED_HOSTS adds to them');
    next();
  };
}

function nameOf(host = ''): string {
  return host.toLowerCase().replace(/:\d+$/, '');
}

import { MethodNotAllowedException } from '@nestjs/common';
import type { RequestHandler } from 'express';
import type { RouteTable } from './route-table.js';

/** What no route took: OPTIONS of a known path is answered, another method of it is 405, an unknown path is `notFound`'s. */
export function unmatched(routes: RouteTable, notFound: RequestHandler): RequestHandler {
  return (request, response, next) => {
    const methods = routes.methods(request.url);
    const { method } = request;
    // A route may take a request and pass it on: a file of /docs that is not there.
    if (methods.length === 0 || (method !== 'OPTIONS' && methods.includes(method)))
      return notFound(request, response, next);
    response.setHeader('Allow', methods.join(', '));
    if (method === 'OPTIONS') return response.status(204).end();
    return next(new MethodNotAllowedException(`Cannot ${method} ${request.originalUrl}`));
  };
}

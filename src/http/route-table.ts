import express, { type Request, type Response, type Router } from 'express';

/** Which methods the routes of a path have. Paths are matched by a router of the same settings, so they cannot differ. */
export class RouteTable {
  private readonly router: Router = express.Router({ strict: true, caseSensitive: true });

  add(method: string, path: string): void {
    this.router.all(path, (request, _response, next) => {
      (request as unknown as Lookup).methods.add(method);
      next();
    });
  }

  /** As an Allow header lists them; empty for an unknown path. `url` may have a query. */
  methods(url: string): readonly string[] {
    const lookup: Lookup = { method: 'GET', url, methods: new Set() };
    // The router is asked with a request of its own: on the real one it would leave its traces (`route`, `params`).
    this.router(lookup as unknown as Request, {} as Response, () => undefined);
    if (lookup.methods.size === 0) return [];
    if (lookup.methods.has('GET')) lookup.methods.add('HEAD');
    return [...lookup.methods, 'OPTIONS'];
  }
}

interface Lookup {
  readonly method: string;
  readonly url: string;
  readonly methods: Set<string>;
}

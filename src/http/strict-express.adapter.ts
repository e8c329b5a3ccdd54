import { ExpressAdapter } from '@nestjs/platform-express';
import type { Express, RequestHandler } from 'express';
import { RouteTable } from './route-table.js';
import { spellPath } from './spell-path.middleware.js';
import { unmatched } from './unmatched.js';

/**
 * Nest's Express adapter, but for a few of its hooks: it reads one spelling of a path, knows which methods a path has (405, Allow,
 * OPTIONS), and leaves bodies to configureHttp.
 */
export class StrictExpressAdapter extends ExpressAdapter {
  readonly routes = new RouteTable();

  constructor(instance: Express) {
    super(instance);
    instance.use(spellPath);
  }

  override get(...args: any[]) {
    return super.get(...this.noted('GET', args));
  }

  override post(...args: any[]) {
    return super.post(...this.noted('POST', args));
  }

  override put(...args: any[]) {
    return super.put(...this.noted('PUT', args));
  }

  override patch(...args: any[]) {
    return super.patch(...this.noted('PATCH', args));
  }

  override delete(...args: any[]) {
    return super.delete(...this.noted('DELETE', args));
  }

  /** Nothing of Nest's own: configureHttp has put the parser of JSON bodies in its place. */
  override registerParserMiddleware(): void {}

  override setNotFoundHandler(handler: RequestHandler): void {
    this.use(unmatched(this.routes, handler));
  }

  private noted(method: string, args: any[]): [any, any] {
    this.routes.add(method, args[0]);
    return args as [any, any];
  }
}

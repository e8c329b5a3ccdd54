import express, { type Express } from 'express';
import { otlpRouter, type OtlpOptions } from '../ingest/otlp-router.js';
import type { LiveFeed } from '../live/live-feed.js';
import type { Owners } from '../lifecycle/owners.js';
import { answerErrors } from './answer-errors.js';
import type { ApiParts } from './api-parts.js';
import { openApi } from './openapi.js';
import { openRoutes } from './open-routes.js';
import { overviewRoutes } from './routes/overview.routes.js';
import { queryRoutes } from './routes/query.routes.js';
import { traceRoutes } from './routes/trace.routes.js';
import { nameItself, securityHeaders } from './security/headers.js';
import { hostNames } from './security/host-names.js';
import { allowOtlpFrom, ownPagesOnly } from './security/own-pages.js';
import { TokenGate } from './security/token-gate.js';
import { serveRoutes } from './serve-routes.js';
import { servePage } from './serve-page.js';

export interface ConsoleAppOptions extends ApiParts, OtlpOptions {
  readonly live: LiveFeed;
  readonly owners: Owners;
  readonly allowedHosts: readonly string[];
  readonly origins: readonly string[];
  readonly token: string | undefined;
  readonly pageFolder: string;
}

/** Who asks is looked at before what is asked; then OTLP in, the API, the page. */
export function createConsoleApp(options: ConsoleAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(nameItself, securityHeaders(), hostNames(options.allowedHosts), ownPagesOnly(options.origins));
  app.use('/v1', allowOtlpFrom(options.origins));
  if (options.token !== undefined) {
    const gate = new TokenGate(options.token);
    app.get('/', gate.signIn);
    app.use(['/v1', '/api'], gate.demand);
  }
  app.use(otlpRouter(options));
  const routes = [...traceRoutes(options), ...queryRoutes(options), ...overviewRoutes(options)];
  const description = openApi(routes, options.about.version);
  app.get('/api/openapi.json', (_request, response) => void response.json(description));
  app.use(openRoutes(options), serveRoutes(routes), servePage(options.pageFolder));
  app.use(answerErrors(options.onError));
  return app;
}

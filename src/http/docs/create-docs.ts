import type { INestApplication } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { serviceConfig, type ServiceConfig } from '../../config/index.js';

/**
 * Puts the API's description at /docs and /docs-json, but for production. To be called before `init`; the document and the package
 * that makes it are loaded by the first request that asks.
 */
export function createDocs(app: INestApplication): void {
  if (app.get<ServiceConfig>(serviceConfig.KEY, { strict: false }).mode === 'production') return;
  let pages: Promise<RequestHandler> | undefined;
  const load = () => (pages ??= import('./docs-pages.js').then(({ docsPages }) => docsPages(app)));
  const serve = async (request: Request, response: Response, next?: any) => (await load())(request, response, next);
  for (const path of ['/docs', '/docs-json', '/docs/:file']) app.getHttpAdapter().get(path, serve);
}

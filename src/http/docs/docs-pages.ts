import type { INestApplication } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import express, { type RequestHandler } from 'express';
import { apiDocument } from './api-document.js';

/**
 * The pages of @nestjs/swagger as one handler. They are set up on a router of their own, because on the application's they
 * would come after its 404.
 */
export function docsPages(app: INestApplication): RequestHandler {
  const router = express.Router();
  const pages = new ExpressAdapter(router);
  const host = { getHttpAdapter: () => pages, useStaticAssets: pages.useStaticAssets.bind(pages) };
  SwaggerModule.setup('docs', host as unknown as INestApplication, apiDocument(app), { raw: ['json'] });
  return router;
}

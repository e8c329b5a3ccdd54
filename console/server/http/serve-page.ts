import { join } from 'node:path';
import express, { type Router } from 'express';
import { HttpRefusal } from './http-refusal.js';

const NOT_BUILT = 'the page is not built yet: `npm run console` builds it; the API is described at /api/openapi.json';

/** The built page's files, and no other. Where it is not built, because Vite is not installed, the API is there all the same. */
export function servePage(folder: string): Router {
  const router = express.Router();
  // Vite puts a digest of its content into the name of each of these.
  router.use('/assets', express.static(join(folder, 'assets'), { index: false, immutable: true, maxAge: '1y' }));
  router.use(express.static(folder, { dotfiles: 'ignore', setHeaders: (response) => response.set('Cache-Control', 'no-cache') })); // prettier-ignore
  router.use((request) => {
    throw new HttpRefusal(404, request.path === '/' ? NOT_BUILT : 'there is nothing at that path');
  });
  return router;
}

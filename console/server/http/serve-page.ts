import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';
import { HttpRefusal } from './http-refusal.js';

/**
 * The built page: its files, and its index for every address of its own. Without one (it is built on the way to
 * `npm start`, where Vite is installed) it says how to get it, and the API is there all the same.
 */
export function servePage(folder: string): Router {
  const router = express.Router();
  const index = join(folder, 'index.html');
  // Vite puts a digest of its content into the name of each of these.
  router.use('/assets', express.static(join(folder, 'assets'), { index: false, immutable: true, maxAge: '1y' }));
  router.use(express.static(folder, { dotfiles: 'ignore', cacheControl: false }));
  router.get('/{*path}', (request, response) => {
    if (/\.\w+$/.test(request.path) || /^\/(?:api|v1|assets)(?:\/|$)/.test(request.path))
      throw new HttpRefusal(404, 'there is nothing at that path');
    if (!existsSync(index))
      throw new HttpRefusal(
        404,
        'the page is not built yet: `npm run console` builds it; the API is at /api/openapi.json',
      );
    // By its folder: `sendFile` serves nothing whose own path has a dot folder in it, and this project may live in one.
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: folder });
  });
  router.use(() => {
    throw new HttpRefusal(404, 'there is nothing at that path');
  });
  return router;
}

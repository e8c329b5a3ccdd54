import express, { type Router } from 'express';
import { HttpRefusal } from './http-refusal.js';
import { LIVE_HEADERS } from '../live/event-stream.js';
import type { LiveFeed } from '../live/live-feed.js';
import type { Owners } from '../lifecycle/owners.js';

const RETRY_LATER = { 'Retry-After': '5' };

/** The two answers that stay open: the live events of a page, the lease of a service. */
export function openRoutes({ live, owners }: { readonly live: LiveFeed; readonly owners: Owners }): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  // What is asked for the head alone has no body to stay open: it would hold a place and hear nothing, not even its end.
  router.head('/api/live', (_request, response) => void response.writeHead(200, LIVE_HEADERS).end());
  router.get('/api/live', (_request, response) => {
    if (!live.subscribe(response)) throw new HttpRefusal(503, 'as many pages as may watch already do', RETRY_LATER);
  });
  router.post('/api/owners', (_request, response) => {
    if (!owners.take(response)) throw new HttpRefusal(503, 'as many services as may own it already do', RETRY_LATER);
  });
  return router;
}

import express, { type Request, type Response, type Router } from 'express';
import type { z } from 'zod';
import type { ApiRoute } from './api-route.js';
import { fitAnswer } from './fit-answer.js';
import { HttpRefusal } from './http-refusal.js';

const MAX_QUESTION_BYTES = 256 * 1024;

/** Each route under its path; another method there is 405 and says which it takes. */
export function serveRoutes(routes: readonly ApiRoute[]): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const readJson = express.json({ limit: MAX_QUESTION_BYTES, strict: false });
  for (const route of routes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const serve = (request: Request, response: Response) => answer(route, request, response);
    if (route.method === 'post') router.post(path, demandJson, readJson, serve);
    else router.get(path, serve);
    router.all(path, refuseMethod(route.method === 'post' ? 'POST' : 'GET, HEAD'));
  }
  return router;
}

async function answer(route: ApiRoute, request: Request, response: Response): Promise<void> {
  const params = parse(route.params, request.params);
  const query = parse(route.query, request.query);
  const given = await route.handle({ params, query, body: request.body });
  const text = fitAnswer(given, (long) => route.shorten?.(long, query));
  response.set('Cache-Control', 'no-store').type('application/json').send(text);
}

function parse(schema: z.ZodObject | undefined, given: object): Readonly<Record<string, unknown>> {
  if (schema === undefined) return {};
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue?.path.join('.');
  throw new HttpRefusal(400, `${name}: ${issue?.message ?? 'not understood'}`);
}

/** A form or a text of another site needs no leave to be sent; JSON does. */
function demandJson(request: Request, _response: Response, next: () => void): void {
  if (!request.is('application/json')) throw new HttpRefusal(415, 'the body has to be application/json');
  next();
}

function refuseMethod(allowed: string) {
  return () => {
    throw new HttpRefusal(405, `this path takes ${allowed}`, { Allow: allowed });
  };
}

import type { Request, RequestHandler } from 'express';
import { HttpRefusal } from '../http-refusal.js';

const isOtlp = (request: Request) => request.path.startsWith('/v1/');

/**
 * No page of another origin asks anything here, whatever it could read of the answer; a page of `origins` may send OTLP. A
 * link that leads here, which a browser reports as a cross-site navigation, opens the page: it holds no telemetry, and no
 * frame. Programs send neither header.
 */
export function ownPagesOnly(origins: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    if (!comesFromHere(request) && !(isOtlp(request) && comesFrom(request, origins)) && !isLinkToPage(request))
      throw new HttpRefusal(403, 'this console takes nothing from pages of another origin');
    next();
  };
}

/** Tells a browser that a page of `origins` may send OTLP, and answers the question that it asks before it does. */
export function allowOtlpFrom(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    response.vary('Origin');
    if (!comesFrom(request, origins)) return next();
    response.set({
      'Access-Control-Allow-Origin': request.headers.origin,
      'Access-Control-Expose-Headers': 'Retry-After',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    if (request.method !== 'OPTIONS') return next();
    response.set({
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, Content-Encoding',
      'Access-Control-Max-Age': '600',
    });
    response.status(204).end();
  };
}

function comesFromHere({ headers }: Request): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return headers.origin === undefined || hostOf(headers.origin) === headers.host?.toLowerCase();
}

function comesFrom({ headers }: Request, origins: readonly string[]): boolean {
  return headers.origin !== undefined && origins.includes(headers.origin);
}

function isLinkToPage({ method, path, headers }: Request): boolean {
  const isNavigation = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return method === 'GET' && isNavigation && !path.startsWith('/api/') && !path.startsWith('/v1/');
}

/** `null`, the origin of sandboxed frames and of files, is nobody's host. */
function hostOf(origin: string): string | undefined {
  return /^https?:\/\/(.+)$/.exec(origin)?.[1];
}

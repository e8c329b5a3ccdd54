import type { RequestHandler } from 'express';
import type { HttpConfig } from './http.config.js';

const METHODS = ['OPTIONS', 'GET', 'HEAD', 'POST'];
const REQUEST_HEADERS = [
  'content-type',
  'if-modified-since',
  'authorization',
  'traceparent',
  'tracestate',
  'baggage',
  'x-amzn-trace-id',
];
const EXPOSED_HEADERS = ['location', 'link', 'traceresponse'];

/**
 * Lets the frontend's and the backend's own pages read the answers, errors included. It only ever sets headers: OPTIONS
 * goes on to be answered, or refused, by its path. A request without an Origin is answered as the frontend's.
 */
export function cors({
  frontendOrigin,
  backendOrigin,
}: Pick<HttpConfig, 'frontendOrigin' | 'backendOrigin'>): RequestHandler {
  const allowed = new Set([frontendOrigin, backendOrigin].map((origin) => origin?.toLowerCase()));
  return (request, response, next) => {
    response.vary('Origin');
    const origin = request.headers.origin ?? frontendOrigin;
    if (origin !== undefined && allowed.has(origin.toLowerCase())) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS.join(','));
      if (request.method === 'OPTIONS' && METHODS.includes(request.headers['access-control-request-method'] ?? '')) {
        response.setHeader('Access-Control-Allow-Methods', METHODS.join(','));
        response.setHeader('Access-Control-Allow-Headers', REQUEST_HEADERS.join(','));
      }
    }
    next();
  };
}

import type { Exchange } from './exchange.js';

/** A difference that runs through many exchanges, with its reason: gives the headers that are expected in place of `headers`. */
interface GoldenRule {
  readonly reason: string;
  readonly headers: (headers: Readonly<Record<string, string>>, exchange: Exchange) => Readonly<Record<string, string>>;
}

const isApi = ({ path }: Exchange) => /^\/+api(\/|$)/.test(path);

export const RULES: readonly GoldenRule[] = [
  {
    reason: 'a missing Origin gets FRONTEND_URL’s on every route; the original’s POST routes answer it with *',
    headers: (headers) =>
      headers['access-control-allow-origin'] === '*'
        ? { ...headers, 'access-control-allow-origin': 'http://127.0.0.1:3000' }
        : headers,
  },
  {
    reason:
      'every answer that a page may read exposes the same headers, the trace’s among them; the original’s POST routes expose none',
    headers: (headers) =>
      headers['access-control-allow-origin']
        ? { ...headers, 'access-control-expose-headers': 'location,link,traceresponse' }
        : headers,
  },
  {
    reason:
      'what depends on the Origin says so to caches, also where the Origin is foreign or missing; the original does only where it allows it',
    headers: (headers, exchange) => (isApi(exchange) ? { ...headers, vary: 'Origin' } : headers),
  },
  {
    reason: 'a preflight is told the API’s methods; the original’s POST routes name those of the whole framework',
    headers: (headers) =>
      headers['access-control-allow-methods']
        ? { ...headers, 'access-control-allow-methods': 'OPTIONS,GET,HEAD,POST' }
        : headers,
  },
  {
    reason:
      'a preflight is told which headers may be sent, those of a trace among them; the original’s list is one string that matches none, and its POST routes echo any',
    headers: (headers) =>
      headers['access-control-allow-methods']
        ? {
            ...headers,
            'access-control-allow-headers':
              'content-type,if-modified-since,authorization,traceparent,tracestate,baggage,x-amzn-trace-id',
          }
        : headers,
  },
  {
    reason: 'an answer to OPTIONS is 204 and has no body, hence no type; the original sends 200 and an empty page',
    headers: (headers, { method, status }) => {
      const { 'content-type': _, ...others } = headers;
      return method === 'OPTIONS' && status === 200 ? others : headers;
    },
  },
  {
    reason: 'errors are JSON; the original’s are pages of HTML',
    headers: (headers, { status }) => (status >= 400 ? { ...headers, 'content-type': 'application/json' } : headers),
  },
];

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Attributes } from '@opentelemetry/api';
import { redactor } from '../redaction/index.js';

const KNOWN_METHODS = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
  'QUERY',
]);

/** The method as a span may carry it: `_OTHER` for what no standard knows, so that names stay few. */
export function knownMethod(method: string | undefined): string {
  return method !== undefined && KNOWN_METHODS.has(method) ? method : '_OTHER';
}

/**
 * What is known of a request before it is served, by the stable HTTP semantic conventions.
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-server-span
 */
export function requestAttributes(
  request: IncomingMessage,
  { path, query }: RequestTarget,
  peer: string,
  clientAddress: string,
): Attributes {
  const method = knownMethod(request.method);
  const { socket, headers } = request;
  const server = serverOf(headers.host);
  const attributes: Attributes = {
    'http.request.method': method,
    'url.scheme': 'encrypted' in socket ? 'https' : 'http',
    'url.path': redactor.redactUrl(path),
    'network.protocol.version': request.httpVersion,
    'network.peer.address': peer,
    'network.peer.port': socket.remotePort,
    'client.address': clientAddress,
  };
  if (server.address !== undefined) attributes['server.address'] = server.address;
  if (server.port !== undefined) attributes['server.port'] = server.port;
  if (method === '_OTHER') attributes['http.request.method_original'] = request.method;
  if (query !== undefined) attributes['url.query'] = redactor.redactQuery(query);
  const userAgent = headers['user-agent'];
  if (userAgent !== undefined) attributes['user_agent.original'] = userAgent;
  const size = byteCount(headers['content-length']);
  if (size !== undefined) attributes['http.request.body.size'] = size;
  return attributes;
}

/** What the answer adds. An answer whose head reached nobody has no status. */
export function responseAttributes(response: ServerResponse, aborted: boolean): Attributes {
  const attributes: Attributes = {};
  if (response.headersSent && !response.req.aborted) attributes['http.response.status_code'] = response.statusCode;
  const size = byteCount(response.getHeader('content-length'));
  if (size !== undefined) attributes['http.response.body.size'] = size;
  if (aborted) attributes['error.type'] = 'client_disconnected';
  else if (response.statusCode >= 500) attributes['error.type'] = String(response.statusCode);
  return attributes;
}

export interface RequestTarget {
  readonly path: string;
  readonly query?: string;
}

/** A request target without its fragment: `/a?b`, or the absolute form that proxies send. */
export function splitTarget(target: string): RequestTarget {
  const origin = target.startsWith('/') ? 0 : (/^[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#]*/i.exec(target)?.[0].length ?? 0);
  const mark = target.indexOf('?', origin);
  if (mark < 0) return { path: target.slice(origin) || '/' };
  return { path: target.slice(origin, mark) || '/', query: target.slice(mark + 1) };
}

interface Server {
  readonly host: string | undefined;
  readonly address?: string;
  readonly port?: number;
}

/** What the last Host header said: nearly every request of a service brings the same. */
let lastServer: Server = { host: undefined };

function serverOf(host: string | undefined): Server {
  if (host === lastServer.host) return lastServer;
  lastServer = host === undefined ? { host } : readHost(host);
  return lastServer;
}

function readHost(host: string): Server {
  const port = /:(\d{1,5})$/.exec(host);
  return port ? { host, address: host.slice(0, port.index), port: Number(port[1]) } : { host, address: host };
}

function byteCount(header: unknown): number | undefined {
  const bytes = Number(header);
  return header === undefined || !Number.isSafeInteger(bytes) || bytes < 0 ? undefined : bytes;
}

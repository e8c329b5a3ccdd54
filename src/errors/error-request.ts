import type { IncomingMessage } from 'node:http';
import { redactor } from '../redaction/index.js';
import type { ErrorRequest } from './error-sink.js';

/** What Express and its parsers leave on a request. */
interface ParsedRequest {
  readonly originalUrl?: unknown;
  readonly protocol?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}

/** The request as destinations may show it, redacted and bounded. Never throws. */
export function errorRequest(request: IncomingMessage, clientAddress?: string): ErrorRequest {
  const { originalUrl = request.url, protocol = 'http', query, body } = request as IncomingMessage & ParsedRequest;
  const { host } = request.headers;
  return {
    method: request.method ?? '',
    url: redactor.redactUrl(`${host === undefined ? '' : `${String(protocol)}://${host}`}${String(originalUrl)}`),
    headers: Object.fromEntries(
      Object.entries(redactor.redactFields(request.headers) as object).map(([name, value]) => [name, String(value)]),
    ),
    query: (redactor.redactFields(query ?? {}) ?? {}) as Record<string, unknown>,
    body: redactor.redactFields(body),
    clientAddress: clientAddress ?? request.socket.remoteAddress ?? '',
  };
}

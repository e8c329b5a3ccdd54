import type { IncomingMessage } from 'node:http';
import { activeRequest, activeTraceIds } from '../tracing/index.js';
import type { ErrorContext } from './error-sink.js';
import { errorRequest } from './error-request.js';

/** What is known here and now: the ids of the active span, and of the request that is served. Never throws. */
export function errorContext(level: ErrorContext['level'], request?: IncomingMessage): ErrorContext {
  const served = activeRequest();
  const incoming = request ?? served?.request;
  const ids = activeTraceIds();
  return {
    level,
    traceId: ids?.traceId,
    spanId: ids?.spanId,
    where: served?.route,
    enduserId: served?.enduserId,
    request: incoming && errorRequest(incoming, served?.clientAddress),
  };
}

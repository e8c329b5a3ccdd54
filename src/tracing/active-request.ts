import { context, createContextKey, isSpanContextValid, trace, type Context } from '@opentelemetry/api';
import type { ServerRequest } from './request-listener.js';

const SERVER_REQUEST = createContextKey('the request that is served');

export function withServerRequest(of: Context, request: ServerRequest): Context {
  return of.setValue(SERVER_REQUEST, request);
}

/** The request in whose context this runs; undefined outside one. */
export function activeRequest(): ServerRequest | undefined {
  return context.active().getValue(SERVER_REQUEST) as ServerRequest | undefined;
}

export interface TraceIds {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

/** The ids of the active span, valid also where it is not recorded; undefined outside any span. */
export function activeTraceIds(): TraceIds | undefined {
  const active = trace.getActiveSpan()?.spanContext();
  return active && isSpanContextValid(active) ? active : undefined;
}

import { type Context, defaultTextMapGetter, propagation, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import type { IncomingHttpHeaders } from 'node:http';
import { parseXRayHeader } from './xray-header.js';

/** What a request says of the trace it belongs to. */
export interface RemoteParent {
  /** The root context with the parent's span and its baggage, as far as they were said. */
  readonly context: Context;
  /** A trace id without a parent's span: a load balancer's `Root=` alone. */
  readonly traceId?: string;
  /** The sender's decision, if it made one. */
  readonly sampled?: boolean;
}

/** Where the three propagators that there are find what they read; `tracestate` counts with `traceparent` only. */
const SAID_IN = ['traceparent', 'x-amzn-trace-id', 'baggage'] as const;

/**
 * Reads the parent from the root context, never from the active one: on Node 20 the second request of a kept-alive
 * connection starts inside the first one's context. W3C wins over X-Ray; what is broken counts as absent.
 */
export function readRemoteParent(
  headers: IncomingHttpHeaders,
  readXRay: boolean,
  root: Context = ROOT_CONTEXT,
): RemoteParent {
  // Most requests of browsers say nothing, and asking all propagators costs as much as the rest of the request's start.
  if (SAID_IN.every((name) => headers[name] === undefined)) return { context: root };
  const context = propagation.extract(root, headers, defaultTextMapGetter);
  const parent = trace.getSpanContext(context);
  if (parent && trace.isSpanContextValid(parent)) {
    return { context, sampled: (parent.traceFlags & TraceFlags.SAMPLED) !== 0 };
  }
  const header = readXRay ? headers['x-amzn-trace-id'] : undefined;
  const xray = typeof header === 'string' ? parseXRayHeader(header) : undefined;
  if (xray === undefined) return { context };
  if (xray.parentSpanId === undefined) return { context, traceId: xray.traceId, sampled: xray.sampled };
  const traceFlags = xray.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  const spanContext = { traceId: xray.traceId, spanId: xray.parentSpanId, traceFlags, isRemote: true };
  return { context: trace.setSpanContext(context, spanContext), sampled: xray.sampled };
}

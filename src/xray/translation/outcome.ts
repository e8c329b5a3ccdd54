import { SpanStatusCode } from '@opentelemetry/api';
import type { SpanRecord } from '../../tracing/index.js';

export interface Outcome {
  readonly fault: boolean;
  readonly error: boolean;
  readonly throttle: boolean;
}

/**
 * Whose mistake it was: an HTTP status of 400 or more decides, 4xx the client's (`error`; 429 also `throttle`) and 5xx
 * the server's (`fault`); without one, a span that ended in ERROR is a fault.
 */
export function outcomeOf(span: SpanRecord, httpStatus: number | undefined): Outcome {
  if (httpStatus !== undefined && httpStatus >= 400 && httpStatus < 600) {
    return { fault: httpStatus >= 500, error: httpStatus < 500, throttle: httpStatus === 429 };
  }
  return { fault: span.status.code === SpanStatusCode.ERROR, error: false, throttle: false };
}

import { SpanStatusCode, trace } from '@opentelemetry/api';
import { activeRequest } from '../tracing/index.js';
import type { ErrorSnapshot } from './error-snapshot.js';

/** Records a failure on the request's SERVER span; spans of `@Span` below it have recorded it on themselves. */
export function noteOnServerSpan({ name, message, stack }: ErrorSnapshot): void {
  const span = trace.getActiveSpan();
  if (span === undefined || span.spanContext().spanId !== activeRequest()?.spanContext.spanId) return;
  span.recordException({ name, message, ...(stack !== undefined && { stack }) });
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}

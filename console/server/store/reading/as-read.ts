import type { AttributeValue, SpanRow } from '../../../api/spans.js';
import type { SeenException } from './error-groups.js';
import { peerAttributes, type MappedSpan } from './service-map.js';
import type { SummarisedSpan } from './trace-summary.js';

export function summarisedSpan(span: SpanRow): SummarisedSpan {
  const { 'http.response.status_code': status, 'url.path': path } = span.attributes;
  return {
    ...span,
    ...(typeof status === 'number' && { http_status: status }),
    ...(typeof path === 'string' && { url_path: path }),
  };
}

export function mappedSpan(span: SpanRow): MappedSpan {
  const peer = peerAttributes.map((name) => span.attributes[name]).find((value) => typeof value === 'string');
  return typeof peer === 'string' ? { ...span, peer } : span;
}

export function exceptionsOf(span: SpanRow): readonly SeenException[] {
  return span.events.flatMap(({ name, time_ns, attributes }) => {
    if (name !== 'exception') return [];
    return { ...describeException(attributes), time_ns, trace_id: span.trace_id, span_name: span.name };
  });
}

/** By OpenTelemetry's names for exceptions. */
export function describeException(attributes: Readonly<Record<string, AttributeValue>>) {
  const text = (name: string) => {
    const value = attributes[name];
    return typeof value === 'string' ? value : undefined;
  };
  const stack = text('exception.stacktrace');
  return {
    type: text('exception.type') ?? 'Error',
    message: text('exception.message') ?? '',
    ...(stack !== undefined && { stack }),
  };
}

import type { Attributes, HrTime, SpanKind, SpanStatusCode } from '@opentelemetry/api';

/**
 * One ended span as every sink sees it: read-only, redacted and clipped, and independent of the tracer that made it.
 * Times are `[seconds since the epoch, nanoseconds]`; ids are lower-case hex.
 */
export interface SpanRecord {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  /** True where the parent is another process's span; such a span and a parentless one are local roots. */
  readonly parentIsRemote: boolean;
  readonly traceFlags: number;
  /** The W3C tracestate header's text. */
  readonly traceState?: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startTime: HrTime;
  readonly endTime: HrTime;
  readonly attributes: Readonly<Attributes>;
  readonly events: readonly SpanEventRecord[];
  readonly links: readonly SpanLinkRecord[];
  readonly status: { readonly code: SpanStatusCode; readonly message?: string };
  readonly scope: { readonly name: string; readonly version?: string; readonly schemaUrl?: string };
  readonly resource: { readonly attributes: Readonly<Attributes>; readonly schemaUrl?: string };
  readonly droppedAttributesCount: number;
  readonly droppedEventsCount: number;
  readonly droppedLinksCount: number;
}

export interface SpanEventRecord {
  readonly name: string;
  readonly time: HrTime;
  readonly attributes: Readonly<Attributes>;
  readonly droppedAttributesCount: number;
}

export interface SpanLinkRecord {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
  /** True where the link points at another process's span, as its context said. */
  readonly isRemote?: boolean;
  readonly traceState?: string;
  readonly attributes: Readonly<Attributes>;
  readonly droppedAttributesCount: number;
}

/** The span of this process under which all its other spans of the request stand. */
export function isLocalRoot(span: SpanRecord): boolean {
  return span.parentSpanId === undefined || span.parentIsRemote;
}

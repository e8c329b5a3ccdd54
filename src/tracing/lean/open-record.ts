import { type HrTime, type SpanContext, type SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { SpanEventRecord, SpanLinkRecord, SpanRecord } from '../span-record.js';

/** The record of a span that has not ended: what sinks will see, while it is being written. */
export type OpenRecord = {
  -readonly [Field in keyof Omit<SpanRecord, 'attributes' | 'events' | 'links'>]: SpanRecord[Field];
} & {
  attributes: Record<string, SpanRecord['attributes'][string]>;
  events: SpanEventRecord[];
  links: SpanLinkRecord[];
};

export type RecordOrigin = Pick<SpanRecord, 'scope' | 'resource'>;

/** Most spans have neither, so they share these until they have. */
export const NO_EVENTS = Object.freeze([]) as unknown as SpanEventRecord[];
export const NO_LINKS = Object.freeze([]) as unknown as SpanLinkRecord[];
const UNSET: SpanRecord['status'] = Object.freeze({ code: SpanStatusCode.UNSET, message: undefined });
const NOT_ENDED = Object.freeze([0, 0]) as unknown as HrTime;

/** The one place where records are made: their fields stand in one order, so that every reader meets one shape. */
export function openRecord(
  name: string,
  kind: SpanKind,
  startTime: HrTime,
  context: SpanContext,
  parent: SpanContext | undefined,
  origin: RecordOrigin,
): OpenRecord {
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    parentSpanId: parent?.spanId,
    parentIsRemote: parent?.isRemote === true,
    traceFlags: context.traceFlags,
    traceState: context.traceState?.serialize() || undefined,
    name,
    kind,
    startTime,
    endTime: NOT_ENDED,
    attributes: {},
    events: NO_EVENTS,
    links: NO_LINKS,
    status: UNSET,
    scope: origin.scope,
    resource: origin.resource,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

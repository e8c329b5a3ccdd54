import type { HrTime } from '@opentelemetry/api';
import type { SpanRecord } from '../../../src/tracing/index.js';
import type { AttributeValue, PlainAttributes, ReceivedSpan } from '../../support/otlp-flatten.js';

const IS_REMOTE_IS_KNOWN = 0x100;
const IS_REMOTE = 0x200;

/** What whoever reads OTLP must find of `span`: the mapping by the specification, apart from the encoders under test. */
export function spanAsReceived(span: SpanRecord): ReceivedSpan {
  const { resource, scope, status } = span;
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? '',
    traceState: span.traceState ?? '',
    name: text(span.name),
    kind: span.kind + 1,
    startTimeUnixNano: nanoseconds(span.startTime),
    endTimeUnixNano: nanoseconds(span.endTime),
    attributes: attributes(span.attributes),
    droppedAttributesCount: span.droppedAttributesCount,
    events: span.events.map((event) => ({
      name: text(event.name),
      timeUnixNano: nanoseconds(event.time),
      attributes: attributes(event.attributes),
      droppedAttributesCount: event.droppedAttributesCount,
    })),
    droppedEventsCount: span.droppedEventsCount,
    links: span.links.map((link) => ({
      traceId: link.traceId,
      spanId: link.spanId,
      traceState: link.traceState ?? '',
      attributes: attributes(link.attributes),
      droppedAttributesCount: link.droppedAttributesCount,
      flags: flags(link.traceFlags, link.isRemote),
    })),
    droppedLinksCount: span.droppedLinksCount,
    status: { code: status.code, message: text(status.message ?? '') },
    flags: flags(span.traceFlags, span.parentIsRemote),
    resource: { attributes: attributes(resource.attributes), schemaUrl: resource.schemaUrl ?? '' },
    scope: { name: scope.name, version: scope.version ?? '', schemaUrl: scope.schemaUrl ?? '' },
  };
}

function flags(traceFlags: number, isRemote = false): number {
  return traceFlags | IS_REMOTE_IS_KNOWN | (isRemote ? IS_REMOTE : 0);
}

function nanoseconds([seconds, rest]: HrTime): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(rest);
}

function attributes(given: Readonly<Record<string, unknown>>): PlainAttributes {
  return Object.fromEntries(Object.keys(given).map((key) => [text(key), value(given[key])]));
}

/** A whole number within 64 bits is an int, which knows no negative zero; a value that OTLP cannot say is empty. */
function value(given: unknown): AttributeValue {
  if (typeof given === 'string') return text(given);
  if (typeof given === 'boolean') return given;
  if (Array.isArray(given)) return given.map(value);
  if (typeof given !== 'number') return null;
  if (!Number.isInteger(given) || given < -(2 ** 63) || given >= 2 ** 63) return given;
  return Number.isSafeInteger(given) ? given + 0 : BigInt(given);
}

/** UTF-8 has no lone surrogates. */
function text(given: string): string {
  return Buffer.from(given).toString();
}

import { SpanKind } from '@opentelemetry/api';
import type { SpanRecord } from '../../tracing/index.js';
import type { AnnotationBudget } from './annotation-budget.js';
import { annotationsAndMetadata, spanFacts } from './annotations-and-metadata.js';
import { AttributeReader } from './attribute-reader.js';
import { awsCallBlock, isAwsCall } from './aws-call.js';
import { causeOf } from './cause.js';
import { httpBlock } from './http-block.js';
import { nameOfSpan } from './name-of-span.js';
import { outcomeOf } from './outcome.js';
import { plainValue } from './plain-value.js';
import { ResourceBlocks } from './resource-blocks.js';
import type { Segment, SegmentLink } from './segment-document.js';
import { sqlBlock } from './sql-block.js';
import type { TranslationOptions } from './translation-options.js';
import { toXRayTraceId } from './xray-trace-id.js';

/**
 * One span, without its place in a document. The rules are those of the OpenTelemetry Collector's X-Ray exporter, but
 * that only segments carry what is the service's: origin, version, user, where it runs.
 */
export function translateSpan(
  span: SpanRecord,
  isSegment: boolean,
  budget: AnnotationBudget,
  options: TranslationOptions,
): Segment {
  const attributes = new AttributeReader(span.attributes);
  const name = nameOfSpan(span, attributes, options);
  const namespace = namespaceOf(span, attributes);
  const call = awsCallBlock(attributes);
  const http = httpBlock(span, attributes);
  const sql = sqlBlock(span.name, attributes);
  const cause = causeOf(span, attributes);
  const user = isSegment ? attributes.takeText('enduser.id', 'user.id') : undefined;
  const resources = options.resources ?? new ResourceBlocks(options.logGroupNames);
  const service = isSegment ? resources.of(span.resource) : undefined;
  const aws = service ? { ...service.aws, ...(call && withoutGaps(call)) } : call;
  const facts = { ...spanFacts(span, name), ...service?.facts };
  const { fault, error, throttle } = outcomeOf(span, http?.response?.status);
  const { annotations, metadata } = annotationsAndMetadata(attributes, facts, budget, options);
  const start_time = seconds(span.startTime);
  return {
    name,
    id: span.spanId,
    start_time,
    end_time: Math.max(start_time, seconds(span.endTime)), // a clock that was set back
    fault,
    error,
    throttle,
    namespace,
    user,
    cause,
    http,
    sql,
    aws,
    origin: service?.origin,
    service: service?.version === undefined ? undefined : { version: service.version },
    annotations,
    metadata,
    links: linksOf(span),
  };
}

/** To the microsecond, which a double still holds. */
function seconds([whole, nanoseconds]: SpanRecord['startTime']): number {
  return Math.round(whole * 1e6 + nanoseconds / 1e3) / 1e6;
}

function namespaceOf(span: SpanRecord, attributes: AttributeReader): Segment['namespace'] {
  if (isAwsCall(attributes)) return 'aws';
  const isCall = span.kind === SpanKind.PRODUCER || span.kind === SpanKind.CONSUMER;
  return span.kind === SpanKind.CLIENT || (isCall && attributes.has('aws.remote.service')) ? 'remote' : undefined;
}

function linksOf(span: SpanRecord): readonly SegmentLink[] | undefined {
  if (span.links.length === 0) return undefined;
  return span.links.map(({ traceId, spanId, attributes }) => ({
    trace_id: toXRayTraceId(traceId),
    id: spanId,
    ...(Object.keys(attributes).length > 0 && { attributes: plainValue(attributes) as Record<string, unknown> }),
  }));
}

function withoutGaps(block: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(block).filter(([, value]) => value !== undefined));
}

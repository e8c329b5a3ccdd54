import { SpanKind } from '@opentelemetry/api';
import type { SpanRecord } from '../../src/tracing/span-record.js';
import { toSegmentDocuments, type TranslationOptions } from '../../src/xray/translation/index.js';
import { segmentProblems } from './segment-schema.js';
import { spanRecord } from './span-record.js';

/** When the spans of `spanRecord` are young. */
export const TRANSLATED_AT_S = 1_795_000_060;

const PARENT_ID = 'a1b2c3d4e5f60718';

/** A span below one of the same process, without attributes. */
export function childSpan(overrides: Partial<SpanRecord> = {}): SpanRecord {
  return spanRecord({ parentSpanId: PARENT_ID, kind: SpanKind.INTERNAL, name: 'work', attributes: {}, ...overrides });
}

/** The documents as they travel: through JSON, each held against AWS's description. */
export function translated(spans: readonly SpanRecord[], options?: TranslationOptions): Record<string, unknown>[] {
  const documents = JSON.parse(JSON.stringify(toSegmentDocuments(spans, options))) as Record<string, unknown>[];
  const problems = documents.flatMap((document) => segmentProblems(document, TRANSLATED_AT_S));
  if (problems.length > 0) throw new Error(`not as AWS describes it: ${problems.join('; ')}`);
  return documents;
}

/** What every document of a `spanRecord` that went well says. */
export const OK = {
  trace_id: '1-5b8efff7-98038103d269b633813fc60c',
  id: 'eee19b7ec3c1b174',
  start_time: 1_795_000_000.12,
  end_time: 1_795_000_000.1325,
  fault: false,
  error: false,
  throttle: false,
};

/** What a segment of `spanRecord` says besides: its service. */
export const SEGMENT = {
  ...OK,
  name: 'backend-nest',
  aws: { xray: { auto_instrumentation: false } },
  service: { version: '1.0.0' },
};

/** What a subsegment of `childSpan` that stands alone says. */
export const SUBSEGMENT = { ...OK, type: 'subsegment', parent_id: PARENT_ID };

/** A segment's metadata, where the span's own is `own`. */
export function withResource(own: Record<string, unknown> = {}) {
  return {
    default: { ...own, 'otel.resource.service.name': 'backend-nest', 'otel.resource.service.version': '1.0.0' },
  };
}

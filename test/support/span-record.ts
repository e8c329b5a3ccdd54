import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { SpanEventRecord, SpanLinkRecord, SpanRecord } from '../../src/tracing/span-record.js';

/** An ordinary SERVER span of 12.5 ms, with whatever the test is about laid over it. */
export function spanRecord(overrides: Partial<SpanRecord> = {}): SpanRecord {
  return {
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: 'eee19b7ec3c1b174',
    parentIsRemote: false,
    traceFlags: 1,
    name: 'GET /api/activities/home',
    kind: SpanKind.SERVER,
    startTime: [1_795_000_000, 120_000_000],
    endTime: [1_795_000_000, 132_500_000],
    attributes: { 'http.request.method': 'GET', 'http.response.status_code': 200 },
    events: [],
    links: [],
    status: { code: SpanStatusCode.UNSET },
    scope: { name: 'cruddur.http', version: '1.0.0' },
    resource: { attributes: { 'service.name': 'backend-nest', 'service.version': '1.0.0' } },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
    ...overrides,
  };
}

export function spanEventRecord(overrides: Partial<SpanEventRecord> = {}): SpanEventRecord {
  return {
    name: 'cache.miss',
    time: [1_795_000_000, 125_000_000],
    attributes: {},
    droppedAttributesCount: 0,
    ...overrides,
  };
}

export function spanLinkRecord(overrides: Partial<SpanLinkRecord> = {}): SpanLinkRecord {
  return {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    traceFlags: 1,
    attributes: {},
    droppedAttributesCount: 0,
    ...overrides,
  };
}

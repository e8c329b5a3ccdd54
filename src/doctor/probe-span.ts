import { randomBytes } from 'node:crypto';
import { SpanKind, SpanStatusCode, TraceFlags, type HrTime } from '@opentelemetry/api';
import type { ServiceConfig } from '../config/index.js';
import type { SpanRecord } from '../tracing/index.js';

/** The span `doctor`, which is sent wherever spans go; its trace id stands in every other thing that is sent. */
export type ProbeSpan = SpanRecord;

/** A millisecond that begins now. Its trace id begins with the time, as X-Ray's own do. */
export function probeSpan({ name, version }: Pick<ServiceConfig, 'name' | 'version'>): ProbeSpan {
  const now = Date.now();
  const seconds = Math.floor(now / 1_000);
  const nanoseconds = (now % 1_000) * 1_000_000;
  const startTime: HrTime = [seconds, nanoseconds];
  return {
    traceId: seconds.toString(16).padStart(8, '0') + randomBytes(12).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    parentIsRemote: false,
    traceFlags: TraceFlags.SAMPLED,
    name: 'doctor',
    // X-Ray names a SERVER's segment by its service; of another kind it would be a service of its own on the map.
    kind: SpanKind.SERVER,
    startTime,
    endTime: [seconds, nanoseconds + 999_999],
    attributes: { 'app.probe': true },
    events: [],
    links: [],
    status: { code: SpanStatusCode.UNSET },
    scope: { name: 'cruddur.doctor', version },
    resource: { attributes: { 'service.name': name, 'service.version': version } },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

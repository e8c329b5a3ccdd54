import { z } from 'zod';
import type { Attributes, DeepLink, LogRow, SpanRow, TraceDetail, TraceSummary } from '../../../api/spans.js';

export const traceId = z.string().regex(/^[0-9a-f]{32}$/).describe('32 hex digits'); // prettier-ignore
const spanId = z.string().regex(/^[0-9a-f]{16}$/).describe('16 hex digits'); // prettier-ignore
/** Nanoseconds since the epoch. */
export const instant = z.string().regex(/^\d{1,19}$/).describe('nanoseconds since the epoch, in decimal'); // prettier-ignore
const attributes = z.custom<Attributes>((value) => typeof value === 'object' && value !== null);

const spanRow = z.object({
  trace_id: traceId,
  span_id: spanId,
  parent_id: spanId.optional(),
  trace_state: z.string().optional(),
  name: z.string(),
  kind: z.enum(['internal', 'server', 'client', 'producer', 'consumer']),
  service: z.string(),
  scope: z.object({ name: z.string(), version: z.string().optional() }),
  start_ns: instant,
  duration_ns: z.number(),
  status_code: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  status_message: z.string().optional(),
  attributes,
  resource: attributes,
  events: z.array(z.object({ name: z.string(), time_ns: instant, attributes })),
  links: z.array(z.object({ trace_id: traceId, span_id: spanId, attributes })),
}) satisfies z.ZodType<SpanRow>;

export const logRow = z.object({
  time_ns: instant,
  severity_number: z.int(),
  severity_text: z.string(),
  body: z.string(),
  service: z.string(),
  scope: z.string(),
  trace_id: traceId.optional(),
  span_id: spanId.optional(),
  attributes,
  resource: attributes,
}) satisfies z.ZodType<LogRow>;

export const traceSummary = z.object({
  trace_id: traceId,
  name: z.string(),
  service: z.string(),
  start_ns: instant,
  duration_ms: z.number(),
  http_status: z.number().optional(),
  url_path: z.string().optional(),
  span_count: z.int(),
  error_count: z.int(),
  services: z.array(z.string()),
}) satisfies z.ZodType<TraceSummary>;

const deepLink = z.object({
  destination: z.enum(['honeycomb', 'xray', 'rollbar', 'cloudwatch']),
  url: z.url().optional(),
  why: z.string().optional(),
}) satisfies z.ZodType<DeepLink>;

export const traceDetail = z.object({
  trace_id: traceId,
  spans: z.array(spanRow),
  logs: z.array(logRow),
  truncated: z.boolean(),
  links: z.array(deepLink),
}) satisfies z.ZodType<TraceDetail>;

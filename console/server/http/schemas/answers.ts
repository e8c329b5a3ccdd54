import { z } from 'zod';
import type * as api from '../../../api/answers.js';
import { instant, logRow, traceId, traceSummary } from './spans.js';

/** The answers of console/api as schemas: OpenAPI is made of them, and the tests hold every answer to its own. */

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const engine = z.enum(['duckdb', 'memory']);

export const tracesAnswer = z.object({
  traces: z.array(traceSummary),
  next: z.string().optional(),
}) satisfies z.ZodType<api.TracesAnswer>;

export const logsAnswer = z.object({
  logs: z.array(logRow),
  next: z.string().optional(),
}) satisfies z.ZodType<api.LogsAnswer>;

export const fieldsAnswer = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['string', 'integer', 'float', 'boolean']),
      count: z.int(),
      top: z.array(z.object({ value: scalar, count: z.int() })).max(10),
    }),
  ),
}) satisfies z.ZodType<api.FieldsAnswer>;

export const runsAnswer = z.object({
  engine,
  runs: z.array(
    z.object({
      id: z.string(),
      started_at: z.string(),
      current: z.boolean(),
      spans: z.int(),
      bytes: z.int(),
    }),
  ),
}) satisfies z.ZodType<api.RunsAnswer>;

const queryRow = z.record(z.string(), z.unknown());
export const queryAnswer = z.object({
  query: z.unknown(),
  data: z.object({
    series: z.array(z.object({ time: z.string(), data: queryRow })),
    results: z.array(z.object({ data: queryRow })),
  }),
  rows_read: z.number(),
  elapsed_ms: z.number(),
}) satisfies z.ZodType<api.QueryAnswer>;

export const compareAnswer = z.object({
  inside: z.int(),
  outside: z.int(),
  fields: z.array(
    z.object({
      name: z.string(),
      difference: z.number().min(0).max(1),
      values: z.array(z.object({ value: z.string(), inside: z.number(), outside: z.number() })),
    }),
  ),
}) satisfies z.ZodType<api.CompareAnswer>;

export const savedQueriesAnswer = z.object({
  queries: z.array(z.object({ id: z.string(), name: z.string(), description: z.string(), query: z.unknown() })),
}) satisfies z.ZodType<api.SavedQueriesAnswer>;

export const errorsAnswer = z.object({
  groups: z.array(
    z.object({
      fingerprint: z.string(),
      type: z.string(),
      message: z.string(),
      stack: z.string().optional(),
      count: z.int(),
      first_seen_ns: instant,
      last_seen_ns: instant,
      span_names: z.array(z.string()),
      trace_ids: z.array(traceId),
    }),
  ),
  truncated: z.boolean().optional(),
}) satisfies z.ZodType<api.ErrorsAnswer>;

export const mapAnswer = z.object({
  nodes: z.array(
    z.object({ name: z.string(), kind: z.enum(['service', 'remote']), requests: z.int(), errors: z.int() }),
  ),
  edges: z.array(
    z.object({ from: z.string(), to: z.string(), requests: z.int(), errors: z.int(), p90_ms: z.number() }),
  ),
}) satisfies z.ZodType<api.MapAnswer>;

export const destinationsAnswer = z.object({
  destinations: z.array(
    z.object({
      service: z.string(),
      sink: z.string(),
      unit: z.string(),
      recorded: z.number(),
      delivered: z.number(),
      pending: z.number(),
      dropped: z.record(z.string(), z.number()),
      queue_bytes: z.number().optional(),
      breaker: z.enum(['closed', 'open', 'half_open']).optional(),
      last_error: z.string().optional(),
      last_heard_at: z.iso.datetime(),
      silent: z.boolean(),
      free_tier: z
        .object({ unit: z.string(), per_month: z.number(), projected: z.number(), advice: z.string().optional() })
        .optional(),
    }),
  ),
}) satisfies z.ZodType<api.DestinationsAnswer>;

export const aboutAnswer = z.object({
  version: z.string(),
  engine,
  service_url: z.url().optional(),
  honeycomb_dataset_url: z.url().optional(),
}) satisfies z.ZodType<api.AboutAnswer>;

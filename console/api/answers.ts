import type { LogRow, TraceSummary } from './spans.js';

/** GET /api/traces?limit=&before=<next of the page before>&q=<beginning of a trace id>&errors=true&field=&value=&run= : newest first. */
export interface TracesAnswer {
  readonly traces: readonly TraceSummary[];
  /** Hand back as `before` for the next page; absent on the last. */
  readonly next?: string;
}

/** GET /api/traces/:id/xray?run= : the same trace as the segment documents that the service would send to X-Ray. */
export interface XRayAnswer {
  readonly documents: readonly unknown[];
}

export type FieldType = 'string' | 'integer' | 'float' | 'boolean';

/** GET /api/fields?run= : the catalogue; a query may name these and nothing else. */
export interface FieldsAnswer {
  readonly fields: readonly Field[];
}
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** How many of 5,000 rows have it: of the newest ones, and of as many picked evenly from all. */
  readonly count: number;
  /** Its most frequent values among those, at most 10; of a text, its first 200 characters. */
  readonly top: readonly { readonly value: string | number | boolean; readonly count: number }[];
}

/** GET /api/runs : one file per run of the console, newest first. */
export interface RunsAnswer {
  readonly engine: 'duckdb' | 'memory';
  readonly runs: readonly Run[];
}
export interface Run {
  readonly id: string;
  readonly started_at: string;
  readonly current: boolean;
  readonly spans: number;
  readonly bytes: number;
}

/**
 * POST /api/query?run= with a Honeycomb Query Specification: the shape of Honeycomb's query result, and what it took.
 * Keys of `data` are those of the specification: `COUNT`, `P90(duration_ms)`, breakdown names; a HEATMAP's value in a series
 * is a list of buckets. `query` comes back with the `start_time`, `end_time` and `granularity` that were chosen; the series has the
 * steps that have a value, of as many groups (the first ones) as make 20,000 points and fit 5 MB.
 */
export interface QueryAnswer {
  readonly query: unknown;
  readonly data: {
    readonly series: readonly { readonly time: string; readonly data: Readonly<Record<string, unknown>> }[];
    readonly results: readonly { readonly data: Readonly<Record<string, unknown>> }[];
  };
  readonly rows_read: number;
  readonly elapsed_ms: number;
}
export interface HeatmapBucket {
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

/**
 * POST /api/compare?run= {query, region}: what is different about the rows in a region of a heatmap. With DuckDB the fields are
 * compared on 4,000 rows of either side, picked evenly; the counts are of all.
 */
export interface CompareRequest {
  readonly query: unknown;
  /** `column` is the heatmap's; times in seconds since the epoch, as in a query. */
  readonly region: {
    readonly column: string;
    readonly start_time: number;
    readonly end_time: number;
    readonly min: number;
    readonly max: number;
  };
}
export interface CompareAnswer {
  readonly inside: number;
  readonly outside: number;
  /** Most different first, at most 30. */
  readonly fields: readonly ComparedField[];
}
export interface ComparedField {
  readonly name: string;
  /** 0 alike to 1 nothing in common. */
  readonly difference: number;
  /** Fractions of the rows inside and outside that have the value; at most 20. */
  readonly values: readonly { readonly value: string; readonly inside: number; readonly outside: number }[];
}

/** GET /api/queries : the saved ones of console/queries. */
export interface SavedQueriesAnswer {
  readonly queries: readonly SavedQuery[];
}
export interface SavedQuery {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly query: unknown;
}

/** GET /api/errors?run= : exceptions grouped by fingerprint (type, message without its ids and numbers, top frame), most recent first; of the newest 20,000. */
export interface ErrorsAnswer {
  readonly groups: readonly ErrorGroup[];
  /** There are older ones, which did not fit the answer. */
  readonly truncated?: boolean;
}
export interface ErrorGroup {
  readonly fingerprint: string;
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly count: number;
  readonly first_seen_ns: string;
  readonly last_seen_ns: string;
  /** Names of the spans that it was on. */
  readonly span_names: readonly string[];
  /** The newest, at most 20. */
  readonly trace_ids: readonly string[];
}

/** GET /api/logs?limit=&before=<next of the page before>&level=<least severity number>&q=<text in the body>&trace=&run= : newest first. */
export interface LogsAnswer {
  readonly logs: readonly LogRow[];
  readonly next?: string;
}

/** GET /api/map?run= : services and what they call, by the newest 50,000 spans. */
export interface MapAnswer {
  readonly nodes: readonly {
    readonly name: string;
    readonly kind: 'service' | 'remote';
    readonly requests: number;
    readonly errors: number;
  }[];
  readonly edges: readonly MapEdge[];
}
export interface MapEdge {
  readonly from: string;
  readonly to: string;
  readonly requests: number;
  readonly errors: number;
  readonly p90_ms: number;
}

/** GET /api/destinations : each sink of each service, from the metrics that the services send. */
export interface DestinationsAnswer {
  readonly destinations: readonly Destination[];
}
export interface Destination {
  readonly service: string;
  /** `otlp`, `xray`, `rollbar`, `cloudwatch`, `console`, ... */
  readonly sink: string;
  readonly unit: string;
  readonly recorded: number;
  readonly delivered: number;
  readonly pending: number;
  readonly dropped: Readonly<Record<string, number>>;
  readonly queue_bytes?: number;
  readonly breaker?: 'closed' | 'open' | 'half_open';
  readonly last_error?: string;
  /** When the service last reported; what is said of the destination is as of then. */
  readonly last_heard_at: string;
  /** It has not reported for half a minute (ours do every 2 seconds), so it has ended or hangs. An hour later it is forgotten. */
  readonly silent: boolean;
  readonly free_tier?: FreeTierMeter;
}
export interface FreeTierMeter {
  /** What the vendor counts: `events`, `traces`, `occurrences`, `bytes`. */
  readonly unit: string;
  readonly per_month: number;
  /** This hour's rate, carried on to a month of 730 hours. */
  readonly projected: number;
  /** Which setting brings it inside; absent where it is. */
  readonly advice?: string;
}

/**
 * GET /api/live: Server-Sent Events. `event: trace` (a TraceSummary, again whenever it grew), `event: log` (a LogRow),
 * `event: destinations` (a DestinationsAnswer, every 5 seconds at least), and `event: lag` {skipped} where a slow reader was spared
 * some traces or lines.
 */
export interface LiveEvents {
  readonly trace: TraceSummary;
  readonly log: LogRow;
  readonly destinations: DestinationsAnswer;
  readonly lag: { readonly skipped: number };
}

/** GET /api/about : what the page has to know before it asks anything else. */
export interface AboutAnswer {
  readonly version: string;
  readonly engine: 'duckdb' | 'memory';
  /** Where the service listens that started this console, for the curl that the empty page shows. */
  readonly service_url?: string;
  /** `https://ui.honeycomb.io/<team>/environments/<env>/datasets/<dataset>`, where known: for "Open in Honeycomb". */
  readonly honeycomb_dataset_url?: string;
}

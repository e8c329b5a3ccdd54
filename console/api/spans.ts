/** What the console's API says of telemetry. Ids are lower-case hex; times of instants are nanoseconds since the epoch as decimal text. */

export type AttributeValue =
  string | number | boolean | null | readonly AttributeValue[] | { readonly [key: string]: AttributeValue };
export type Attributes = { readonly [key: string]: AttributeValue };

export type SpanKindName = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** One span as it was received. */
export interface SpanRow {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_id?: string;
  readonly trace_state?: string;
  readonly name: string;
  readonly kind: SpanKindName;
  readonly service: string;
  readonly scope: { readonly name: string; readonly version?: string };
  readonly start_ns: string;
  readonly duration_ns: number;
  /** OpenTelemetry's status code: 0 unset, 1 ok, 2 error. */
  readonly status_code: 0 | 1 | 2;
  readonly status_message?: string;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  readonly events: readonly SpanEventRow[];
  readonly links: readonly SpanLinkRow[];
}

export interface SpanEventRow {
  readonly name: string;
  readonly time_ns: string;
  readonly attributes: Attributes;
}

export interface SpanLinkRow {
  readonly trace_id: string;
  readonly span_id: string;
  readonly attributes: Attributes;
}

/** One log record as it was received. */
export interface LogRow {
  readonly time_ns: string;
  readonly severity_number: number;
  readonly severity_text: string;
  readonly body: string;
  readonly service: string;
  readonly scope: string;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly attributes: Attributes;
  readonly resource: Attributes;
}

/** One trace in the list: what its local root says, and what is known of the rest so far. */
export interface TraceSummary {
  readonly trace_id: string;
  /** The root span's name; the earliest span's where no root has arrived. */
  readonly name: string;
  readonly service: string;
  readonly start_ns: string;
  readonly duration_ms: number;
  /** `http.response.status_code` of the root, where it has one. */
  readonly http_status?: number;
  /** `url.path` of a root that no route took: its name is the method alone. */
  readonly url_path?: string;
  readonly span_count: number;
  readonly error_count: number;
  readonly services: readonly string[];
}

/** GET /api/traces/:id */
export interface TraceDetail {
  readonly trace_id: string;
  /** In order of start. */
  readonly spans: readonly SpanRow[];
  /** In order of time. */
  readonly logs: readonly LogRow[];
  /** True where the trace has more spans than one answer holds: 10,000, or 5 MB of them. */
  readonly truncated: boolean;
  readonly links: readonly DeepLink[];
}

/** The same trace, elsewhere. */
export interface DeepLink {
  readonly destination: 'honeycomb' | 'xray' | 'rollbar' | 'cloudwatch';
  /** Absent where the trace is not there; `why` says so, for example "sampled out". */
  readonly url?: string;
  readonly why?: string;
}

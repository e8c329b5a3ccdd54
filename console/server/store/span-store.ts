import type {
  CompareAnswer,
  ErrorsAnswer,
  FieldsAnswer,
  LogsAnswer,
  MapAnswer,
  QueryAnswer,
  RunsAnswer,
  TracesAnswer,
} from '../../api/answers.js';
import type { LogRow, SpanRow, TraceDetail } from '../../api/spans.js';
import type { Comparison } from '../query/comparison.js';
import type { QuerySpec } from '../query/query-spec.js';

/**
 * Where the console keeps what it received. A `run` is the id of one run of the console, as `runs()` lists it; without
 * it a question is about the current run. Every question may reject with one of store/errors.ts.
 */
export interface SpanStore {
  readonly engine: 'duckdb' | 'memory';
  /** Resolves when the rows would survive the death of this process (memory: when they can be read). */
  append(rows: ReceivedRows): Promise<void>;
  query(spec: QuerySpec, run?: string): Promise<QueryAnswer>;
  compare(comparison: Comparison, run?: string): Promise<CompareAnswer>;
  traces(filter: TraceFilter, run?: string): Promise<TracesAnswer>;
  /** Without links: those are the server's to add. Undefined where the trace is not known. */
  trace(id: string, run?: string): Promise<StoredTrace | undefined>;
  logs(filter: LogFilter, run?: string): Promise<LogsAnswer>;
  fields(run?: string): Promise<FieldsAnswer>;
  errors(run?: string): Promise<ErrorsAnswer>;
  map(run?: string): Promise<MapAnswer>;
  runs(): Promise<RunsAnswer>;
  /** Writes what waits and lets go of the files; no call may follow. */
  close(): Promise<void>;
}

export interface ReceivedRows {
  readonly spans: readonly SpanRow[];
  readonly logs: readonly LogRow[];
}

export type StoredTrace = Omit<TraceDetail, 'links'>;

/** Newest first; conditions are joined by AND. */
export interface TraceFilter {
  /** 50 where absent, at most 500. */
  readonly limit?: number;
  /** `next` of the page before, or an instant in nanoseconds. */
  readonly before?: string;
  /** The beginning of a trace id. */
  readonly idPrefix?: string;
  /** Exactly these traces: what the live list asks after an append. At most 500. */
  readonly ids?: readonly string[];
  readonly errorsOnly?: boolean;
  /** Traces that have a span on which this field has this value, compared as text. */
  readonly field?: { readonly name: string; readonly value: string };
}

/** Newest first; conditions are joined by AND. */
export interface LogFilter {
  /** 100 where absent, at most 1,000. */
  readonly limit?: number;
  /** `next` of the page before, or an instant in nanoseconds. */
  readonly before?: string;
  readonly leastSeverity?: number;
  /** Text in the body, whatever its case. */
  readonly text?: string;
  readonly traceId?: string;
}

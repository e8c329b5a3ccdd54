import type { HrTime } from '@opentelemetry/api';
import type { LogLine } from '../logging/index.js';
import type { SpanRecord } from '../tracing/index.js';
import type { LogRecord } from './encoding/log-record.js';

/** winston's levels as OpenTelemetry numbers them; `http` and `verbose` are kinds of debug there. */
const SEVERITY: Readonly<Record<string, number>> = {
  fatal: 21,
  error: 17,
  warn: 13,
  info: 9,
  http: 7,
  verbose: 6,
  debug: 5,
  silly: 1,
};

const SCOPE = { name: 'cruddur.log' };

/** What a LogRecord has fields of its own for. */
const OWN = new Set(['timestamp', 'level', 'message', 'trace_id', 'span_id', 'trace_flags']);

/** A finished log line as OTLP takes it; its fields keep the names that they have in the line. */
export function toLogRecord(line: LogLine, resource: SpanRecord['resource']): LogRecord {
  const { timestamp, level, message, trace_id: traceId, span_id: spanId, trace_flags: traceFlags } = line;
  const time = timeOf(timestamp);
  return {
    time,
    observedTime: time,
    severityNumber: SEVERITY[level] ?? 0,
    severityText: level,
    body: message,
    // The line itself: a copy of what is left of it would cost as much as writing it.
    attributes: line,
    without: OWN,
    traceId,
    spanId,
    traceFlags: traceFlags === undefined ? undefined : flagsOf(traceFlags),
    scope: SCOPE,
    resource,
  };
}

/** Lines of one millisecond share their time. */
let last: { readonly timestamp: string; readonly time: HrTime } = { timestamp: '', time: [0, 0] };

function timeOf(timestamp: string): HrTime {
  if (timestamp !== last.timestamp) last = { timestamp, time: hrTime(Date.parse(timestamp)) };
  return last.time;
}

function flagsOf(hex: string): number {
  return hex === '01' ? 1 : Number.parseInt(hex, 16);
}

function hrTime(epochMs: number): HrTime {
  const seconds = Math.floor(epochMs / 1000);
  return [seconds, Math.round((epochMs - seconds * 1000) * 1e6)];
}

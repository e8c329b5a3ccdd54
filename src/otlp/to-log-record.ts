import type { HrTime } from '@opentelemetry/api';
import { LEVEL, MESSAGE } from 'triple-beam';
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

/** A finished log line as OTLP takes it; its fields keep the names that they have in the line. */
export function toLogRecord(line: LogLine, resource: SpanRecord['resource']): LogRecord {
  // One step, for every line: what a LogRecord has fields for, winston's two symbols (one is the whole line), and the rest.
  const {
    timestamp,
    level,
    message,
    trace_id: traceId,
    span_id: spanId,
    trace_flags: traceFlags,
    [LEVEL]: _level,
    [MESSAGE]: _message,
    ...attributes
  } = line;
  const time = hrTime(Date.parse(timestamp));
  return {
    time,
    observedTime: time,
    severityNumber: SEVERITY[level] ?? 0,
    severityText: level,
    body: message,
    attributes,
    ...(traceId === undefined ? {} : { traceId, spanId, traceFlags: Number.parseInt(traceFlags ?? '0', 16) }),
    scope: SCOPE,
    resource,
  };
}

function hrTime(epochMs: number): HrTime {
  const seconds = Math.floor(epochMs / 1000);
  return [seconds, Math.round((epochMs - seconds * 1000) * 1e6)];
}

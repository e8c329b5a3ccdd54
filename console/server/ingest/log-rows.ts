import type { LogRow } from '../../api/spans.js';
import { idAsHex } from './ids.js';
import { nanoseconds } from './int64.js';
import { type Origin, originOf } from './origin.js';
import type { AnyValue, LogRecord, LogsRequest } from './otlp-request.js';
import { plainAttributes, plainValue } from './plain-value.js';
import { cutText } from './room.js';

/** One name for each four severity numbers, from 1. */
const SEVERITIES = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const MOST_SEVERE = 24;

/** Every record is kept: one without a time of its own has the time at which it was seen, or `nowNs`. */
export function logRows({ resourceLogs }: LogsRequest, nowNs: bigint): LogRow[] {
  return resourceLogs.flatMap(({ resource, scopeLogs }) => {
    const origin = originOf(resource);
    return scopeLogs.flatMap(({ scope, logRecords }) =>
      logRecords.map((record) => logRow(record, scope?.name ?? '', origin, nowNs)),
    );
  });
}

function logRow(record: LogRecord, scope: string, { service, resource }: Origin, nowNs: bigint): LogRow {
  const severity = severityOf(record);
  const time = nanoseconds(record.timeUnixNano) || nanoseconds(record.observedTimeUnixNano) || nowNs;
  return {
    time_ns: String(time),
    severity_number: severity,
    severity_text: cutText(record.severityText) || (SEVERITIES[Math.ceil(severity / 4) - 1] ?? ''),
    body: bodyText(record.body),
    service,
    scope,
    trace_id: idAsHex(record.traceId, 16),
    span_id: idAsHex(record.spanId, 8),
    attributes: plainAttributes(record.attributes),
    resource,
  };
}

/** 0, which OpenTelemetry calls unspecified, where it is none of its numbers. */
function severityOf({ severityNumber }: LogRecord): number {
  return severityNumber >= 0 && severityNumber <= MOST_SEVERE ? severityNumber : 0;
}

function bodyText(body: AnyValue | null): string {
  const value = plainValue(body);
  if (value === null) return '';
  return typeof value === 'string' ? value : cutText(JSON.stringify(value));
}

import { attributesToJson, timeToJson, valueToJson } from './json-value.js';
import type { LogRecord } from './log-record.js';

/** One LogRecord of OTLP/JSON. */
export function logToJson(log: LogRecord): object {
  return {
    timeUnixNano: timeToJson(log.time),
    observedTimeUnixNano: timeToJson(log.observedTime),
    severityNumber: log.severityNumber,
    severityText: log.severityText,
    body: valueToJson(log.body),
    attributes: attributesToJson(log.attributes, log.without),
    flags: log.traceFlags,
    traceId: log.traceId,
    spanId: log.spanId,
  };
}

import type { ReceivedRows } from '../store/span-store.js';
import { logRows } from './log-rows.js';
import { type MetricPoint, metricPoints } from './metric-points.js';
import type { OtlpMessageName } from './otlp-messages.js';
import type { LogsRequest, MetricsRequest, TraceRequest } from './otlp-request.js';
import { spanRows } from './span-rows.js';

/** What one request came to. */
export interface Received extends ReceivedRows {
  readonly points: readonly MetricPoint[];
  readonly rejected: number;
}

/** One of OTLP's three kinds of telemetry. */
export interface Signal {
  readonly path: string;
  readonly request: OtlpMessageName;
  readonly response: OtlpMessageName;
  /** What partial success calls its count in JSON. */
  readonly rejectedField: string;
  read(request: unknown): Received;
}

const NOTHING: Received = { spans: [], logs: [], points: [], rejected: 0 };

export const signals: readonly Signal[] = [
  {
    path: '/v1/traces',
    request: 'ExportTraceServiceRequest',
    response: 'ExportTraceServiceResponse',
    rejectedField: 'rejectedSpans',
    read(request) {
      const { rows, rejected } = spanRows(request as TraceRequest);
      return { ...NOTHING, spans: rows, rejected };
    },
  },
  {
    path: '/v1/logs',
    request: 'ExportLogsServiceRequest',
    response: 'ExportLogsServiceResponse',
    rejectedField: 'rejectedLogRecords',
    read: (request) => ({
      ...NOTHING,
      logs: logRows(request as LogsRequest, BigInt(Date.now()) * 1_000_000n),
    }),
  },
  {
    path: '/v1/metrics',
    request: 'ExportMetricsServiceRequest',
    response: 'ExportMetricsServiceResponse',
    rejectedField: 'rejectedDataPoints',
    read: (request) => ({ ...NOTHING, points: metricPoints(request as MetricsRequest) }),
  },
];

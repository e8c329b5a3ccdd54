import type { HrTime } from '@opentelemetry/api';
import type { SpanRecord } from '../../tracing/index.js';

/** One log line as OTLP takes it. Ids are lower-case hex and absent outside a request. */
export interface LogRecord {
  readonly time: HrTime;
  readonly observedTime: HrTime;
  /** 1 to 24. https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber */
  readonly severityNumber: number;
  /** The level's own name. */
  readonly severityText: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly traceFlags?: number;
  readonly scope: SpanRecord['scope'];
  readonly resource: SpanRecord['resource'];
}

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
  /** Names of `attributes` that are none. */
  readonly without?: ReadonlySet<string>;
  readonly traceId?: string | undefined;
  readonly spanId?: string | undefined;
  readonly traceFlags?: number | undefined;
  readonly scope: SpanRecord['scope'];
  readonly resource: SpanRecord['resource'];
}

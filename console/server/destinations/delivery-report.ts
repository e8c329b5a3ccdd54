import type { Attributes } from '../../api/spans.js';
import type { Destination } from '../../api/answers.js';
import type { MetricPoint } from '../ingest/metric-points.js';

/** How one sink of one process stood when it last said so. */
export interface DeliveryReport {
  unit: string;
  delivered: number;
  pending: number;
  readonly dropped: Record<string, number>;
  queueBytes?: number;
  breaker?: NonNullable<Destination['breaker']>;
  lastError?: string;
}

/** OpenTelemetry's names for spans and log records, the service's own for what OpenTelemetry does not know. */
const COUNTED =
  /^(?:otel\.sdk\.exporter\.(?<signal>span|log)|app\.delivery\.(?<item>item))\.(?<what>exported|inflight)$/;
const UNITS: Readonly<Record<string, string>> = { span: 'span', log: 'log event', item: 'item' };
const BREAKER_STATES = new Set<unknown>(['closed', 'open', 'half_open']);

export const emptyReport = (): DeliveryReport => ({ unit: '', delivered: 0, pending: 0, dropped: {} });

/** The sink that a point is about; undefined where it is about none. */
export function sinkOf({ name, attributes }: MetricPoint): string | undefined {
  const sink = attributes['otel.component.name'];
  return typeof sink === 'string' && (COUNTED.test(name) || name.startsWith('app.delivery.')) ? sink : undefined;
}

/** Writes into the report what one point says: the points of one request are one reading. */
export function enter(report: DeliveryReport, { name, value, attributes }: MetricPoint): void {
  const counted = COUNTED.exec(name)?.groups;
  if (counted !== undefined) {
    report.unit = UNITS[counted.signal ?? counted.item ?? ''] ?? '';
    if (counted.what === 'inflight') report.pending = value;
    else enterExported(report, attributes['error.type'], value);
  } else if (name === 'app.delivery.queue.size') report.queueBytes = value;
  else if (name === 'app.delivery.breaker.state' && value === 1) enterBreaker(report, attributes);
  else if (name === 'app.delivery.last_error.time') enterError(report, attributes['error.message']);
}

function enterExported(report: DeliveryReport, reason: unknown, value: number): void {
  if (typeof reason === 'string') report.dropped[reason] = value;
  else report.delivered = value;
}

function enterBreaker(report: DeliveryReport, attributes: Attributes): void {
  const state = attributes['app.delivery.breaker.state'];
  if (BREAKER_STATES.has(state)) report.breaker = state as NonNullable<Destination['breaker']>;
}

function enterError(report: DeliveryReport, message: unknown): void {
  if (typeof message === 'string') report.lastError = message;
}

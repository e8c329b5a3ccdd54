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
/** The worst last. */
const BREAKER_STATES = ['closed', 'half_open', 'open'] as const;

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

/** Every item is delivered, pending or lost. */
export function recordedOf({ delivered, pending, dropped }: DeliveryReport): number {
  return Object.values(dropped).reduce((sum, items) => sum + items, delivered + pending);
}

/** The sums, and the worst state of a breaker; the word of the one that spoke last where there are several, which is the last. */
export function sumReports(reports: readonly DeliveryReport[]): DeliveryReport {
  const sum = emptyReport();
  for (const { delivered, pending, dropped, queueBytes, ...words } of reports) {
    sum.delivered += delivered;
    sum.pending += pending;
    for (const [reason, items] of Object.entries(dropped)) sum.dropped[reason] = (sum.dropped[reason] ?? 0) + items;
    if (queueBytes !== undefined) sum.queueBytes = (sum.queueBytes ?? 0) + queueBytes;
    Object.assign(sum, words);
  }
  sum.breaker = BREAKER_STATES.findLast((state) => reports.some(({ breaker }) => breaker === state));
  return sum;
}

function enterExported(report: DeliveryReport, reason: unknown, value: number): void {
  if (typeof reason === 'string') report.dropped[reason] = value;
  else report.delivered = value;
}

function enterBreaker(report: DeliveryReport, attributes: Attributes): void {
  report.breaker = BREAKER_STATES.find((state) => state === attributes['app.delivery.breaker.state']);
}

function enterError(report: DeliveryReport, message: unknown): void {
  if (typeof message === 'string') report.lastError = message;
}

/** Spans, log lines and numbers as their senders know them, and the OTLP/JSON requests that carry them. */
export interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId?: string;
  readonly name: string;
  readonly service: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind?: 1 | 2 | 3;
  /** Milliseconds since the epoch. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly attributes?: Attributes;
  readonly error?: string;
  readonly events?: readonly { readonly name: string; readonly atMs: number; readonly attributes: Attributes }[];
}
export interface SentLog {
  readonly service: string;
  readonly atMs: number;
  readonly severity: readonly [number: number, text: string];
  readonly body: string;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly attributes?: Attributes;
}
/** A number that a service reports. */
export interface SentMetric {
  readonly name: string;
  readonly value: number;
  readonly attributes: Attributes;
}
export type Attributes = Readonly<Record<string, string | number | boolean>>;

export function tracesRequest(spans: readonly SentSpan[]): object {
  return {
    resourceSpans: byService(spans).map(([service, own]) => ({
      resource: resource(service),
      scopeSpans: [{ scope: { name: 'shop', version: '1.0.0' }, spans: own.map(toSpan) }],
    })),
  };
}

export function logsRequest(logs: readonly SentLog[]): object {
  return {
    resourceLogs: byService(logs).map(([service, own]) => ({
      resource: resource(service),
      scopeLogs: [{ scope: { name: 'shop' }, logRecords: own.map(toLog) }],
    })),
  };
}

export function metricsRequest(service: string, metrics: readonly SentMetric[], atMs = Date.now()): object {
  const dataPoint = ({ value, attributes }: SentMetric) => ({
    asInt: String(value),
    timeUnixNano: nanos(atMs),
    attributes: pairs(attributes),
  });
  return {
    resourceMetrics: [
      {
        resource: resource(service),
        scopeMetrics: [
          {
            scope: { name: 'shop' },
            metrics: metrics.map((metric) => ({ name: metric.name, gauge: { dataPoints: [dataPoint(metric)] } })),
          },
        ],
      },
    ],
  };
}

function byService<Item extends { readonly service: string }>(items: readonly Item[]): [service: string, Item[]][] {
  const services = [...new Set(items.map(({ service }) => service))];
  return services.map((service) => [service, items.filter((item) => item.service === service)]);
}

function toSpan(span: SentSpan): object {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentId ?? '',
    name: span.name,
    kind: span.kind ?? 1,
    startTimeUnixNano: nanos(span.startMs),
    endTimeUnixNano: nanos(span.startMs + span.durationMs),
    attributes: pairs(span.attributes),
    events: (span.events ?? []).map(({ name, atMs, attributes }) => ({
      name,
      timeUnixNano: nanos(atMs),
      attributes: pairs(attributes),
    })),
    status: span.error === undefined ? {} : { code: 2, message: span.error },
  };
}

function toLog({ atMs, severity: [number, text], body, traceId, spanId, attributes }: SentLog): object {
  return {
    timeUnixNano: nanos(atMs),
    severityNumber: number,
    severityText: text,
    body: { stringValue: body },
    traceId: traceId ?? '',
    spanId: spanId ?? '',
    attributes: pairs(attributes),
  };
}

function resource(service: string): object {
  return {
    attributes: pairs({ 'service.name': service, 'service.version': '1.4.2', 'deployment.environment': 'development' }),
  };
}

function pairs(attributes: Attributes = {}): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: string | number | boolean): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

function nanos(ms: number): string {
  return String(BigInt(Math.round(ms * 1_000)) * 1_000n);
}

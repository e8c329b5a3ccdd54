import type { OtlpField, OtlpMessage } from './otlp-decoder.js';

export type AttributeValue =
  string | number | boolean | bigint | null | AttributeValue[] | { [key: string]: AttributeValue };
export type PlainAttributes = Record<string, AttributeValue>;

export interface ReceivedResource {
  readonly attributes: PlainAttributes;
  readonly schemaUrl: string;
}

export interface ReceivedScope {
  readonly name: string;
  readonly version: string;
  readonly schemaUrl: string;
}

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for a root. */
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly name: string;
  /** OTLP's numbers: 1 INTERNAL, 2 SERVER, 3 CLIENT, 4 PRODUCER, 5 CONSUMER. */
  readonly kind: number;
  readonly startTimeUnixNano: bigint;
  readonly endTimeUnixNano: bigint;
  readonly attributes: PlainAttributes;
  readonly droppedAttributesCount: number;
  readonly events: readonly ReceivedEvent[];
  readonly droppedEventsCount: number;
  readonly links: readonly ReceivedLink[];
  readonly droppedLinksCount: number;
  /** 0 unset, 1 ok, 2 error. */
  readonly status: { readonly code: number; readonly message: string };
  readonly flags: number;
  readonly resource: ReceivedResource;
  readonly scope: ReceivedScope;
}

export interface ReceivedEvent {
  readonly name: string;
  readonly timeUnixNano: bigint;
  readonly attributes: PlainAttributes;
  readonly droppedAttributesCount: number;
}

export interface ReceivedLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  readonly attributes: PlainAttributes;
  readonly droppedAttributesCount: number;
  readonly flags: number;
}

export interface ReceivedLog {
  readonly timeUnixNano: bigint;
  readonly observedTimeUnixNano: bigint;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body: AttributeValue;
  readonly attributes: PlainAttributes;
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: number;
  readonly resource: ReceivedResource;
  readonly scope: ReceivedScope;
}

export interface ReceivedMetric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly kind: 'gauge' | 'sum' | 'histogram' | 'exponentialHistogram' | 'summary';
  readonly dataPoints: readonly ReceivedDataPoint[];
  readonly resource: ReceivedResource;
  readonly scope: ReceivedScope;
}

export interface ReceivedDataPoint {
  readonly attributes: PlainAttributes;
  /** The point's other fields, as OTLP names them. */
  readonly fields: OtlpMessage;
}

/** The spans of an ExportTraceServiceRequest, each with its resource and scope. */
export function flattenSpans(request: OtlpMessage): ReceivedSpan[] {
  return flatten(request, 'resourceSpans', 'scopeSpans', 'spans', (span, owner) => ({
    traceId: text(span.traceId),
    spanId: text(span.spanId),
    parentSpanId: text(span.parentSpanId),
    traceState: text(span.traceState),
    name: text(span.name),
    kind: number(span.kind),
    startTimeUnixNano: integer(span.startTimeUnixNano),
    endTimeUnixNano: integer(span.endTimeUnixNano),
    attributes: attributes(span.attributes),
    droppedAttributesCount: number(span.droppedAttributesCount),
    events: list(span.events).map((event) => ({
      name: text(event.name),
      timeUnixNano: integer(event.timeUnixNano),
      attributes: attributes(event.attributes),
      droppedAttributesCount: number(event.droppedAttributesCount),
    })),
    droppedEventsCount: number(span.droppedEventsCount),
    links: list(span.links).map((link) => ({
      traceId: text(link.traceId),
      spanId: text(link.spanId),
      traceState: text(link.traceState),
      attributes: attributes(link.attributes),
      droppedAttributesCount: number(link.droppedAttributesCount),
      flags: number(link.flags),
    })),
    droppedLinksCount: number(span.droppedLinksCount),
    status: { code: number(object(span.status).code), message: text(object(span.status).message) },
    flags: number(span.flags),
    ...owner,
  }));
}

/** The log records of an ExportLogsServiceRequest, each with its resource and scope. */
export function flattenLogs(request: OtlpMessage): ReceivedLog[] {
  return flatten(request, 'resourceLogs', 'scopeLogs', 'logRecords', (log, owner) => ({
    timeUnixNano: integer(log.timeUnixNano),
    observedTimeUnixNano: integer(log.observedTimeUnixNano),
    severityNumber: number(log.severityNumber),
    severityText: text(log.severityText),
    body: plain(object(log.body)),
    attributes: attributes(log.attributes),
    traceId: text(log.traceId),
    spanId: text(log.spanId),
    flags: number(log.flags),
    ...owner,
  }));
}

/** The metrics of an ExportMetricsServiceRequest, each with its resource and scope. */
export function flattenMetrics(request: OtlpMessage): ReceivedMetric[] {
  const kinds = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'] as const;
  return flatten(request, 'resourceMetrics', 'scopeMetrics', 'metrics', (metric, owner) => {
    const kind = kinds.find((name) => metric[name]) ?? 'gauge';
    const dataPoints = list(object(metric[kind]).dataPoints);
    return {
      name: text(metric.name),
      description: text(metric.description),
      unit: text(metric.unit),
      kind,
      dataPoints: dataPoints.map((point) => ({ attributes: attributes(point.attributes), fields: point })),
      ...owner,
    };
  });
}

function flatten<T>(
  request: OtlpMessage,
  resources: string,
  scopes: string,
  items: string,
  each: (item: OtlpMessage, owner: { resource: ReceivedResource; scope: ReceivedScope }) => T,
): T[] {
  return list(request[resources]).flatMap((resourceItems) => {
    const resource = {
      attributes: attributes(object(resourceItems.resource).attributes),
      schemaUrl: text(resourceItems.schemaUrl),
    };
    return list(resourceItems[scopes]).flatMap((scopeItems) => {
      const { name, version } = object(scopeItems.scope);
      const scope = { name: text(name), version: text(version), schemaUrl: text(scopeItems.schemaUrl) };
      return list(scopeItems[items]).map((item) => each(item, { resource, scope }));
    });
  });
}

function attributes(field: OtlpField | undefined): PlainAttributes {
  return Object.fromEntries(list(field).map((pair) => [text(pair.key), plain(object(pair.value))]));
}

/** An AnyValue without its wrapping; an integer beyond 2^53 is a bigint, an empty value null. */
function plain(value: OtlpMessage): AttributeValue {
  if (value.stringValue !== undefined) return text(value.stringValue);
  if (value.boolValue !== undefined) return value.boolValue === true;
  if (value.doubleValue !== undefined) return number(value.doubleValue);
  if (value.arrayValue !== undefined) return list(object(value.arrayValue).values).map(plain);
  if (value.kvlistValue !== undefined) return attributes(object(value.kvlistValue).values);
  if (value.bytesValue !== undefined) return text(value.bytesValue);
  if (value.intValue === undefined) return null;
  const exact = integer(value.intValue);
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
}

const object = (field: OtlpField | undefined): OtlpMessage =>
  typeof field === 'object' && field !== null ? (field as OtlpMessage) : {};
const list = (field: OtlpField | undefined): readonly OtlpMessage[] =>
  Array.isArray(field) ? (field as OtlpMessage[]) : [];
const text = (field: OtlpField | undefined): string => (typeof field === 'string' ? field : '');
const number = (field: OtlpField | undefined): number => (typeof field === 'number' ? field : 0);
const integer = (field: OtlpField | undefined): bigint =>
  BigInt(typeof field === 'string' || typeof field === 'number' ? field : 0);

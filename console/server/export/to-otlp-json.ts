import type { Attributes, AttributeValue, SpanRow } from '../../api/spans.js';

const KINDS = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 } as const;

/**
 * Spans as an ExportTraceServiceRequest in OTLP's JSON: what any OTLP endpoint takes, this console too.
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function toOtlpJson(spans: readonly SpanRow[]): { resourceSpans: object[] } {
  const byResource = groupBy(spans, ({ resource }) => JSON.stringify(resource));
  return {
    resourceSpans: byResource.map((ofResource) => ({
      resource: { attributes: pairs(ofResource[0]!.resource) },
      scopeSpans: groupBy(ofResource, ({ scope }) => JSON.stringify(scope)).map((ofScope) => ({
        scope: ofScope[0]!.scope,
        spans: ofScope.map(toSpan),
      })),
    })),
  };
}

function toSpan(span: SpanRow): object {
  return {
    traceId: span.trace_id,
    spanId: span.span_id,
    parentSpanId: span.parent_id,
    traceState: span.trace_state,
    name: span.name,
    kind: KINDS[span.kind],
    startTimeUnixNano: span.start_ns,
    endTimeUnixNano: String(BigInt(span.start_ns) + BigInt(span.duration_ns)),
    attributes: pairs(span.attributes),
    events: span.events.map(({ name, time_ns, attributes }) => ({
      name,
      timeUnixNano: time_ns,
      attributes: pairs(attributes),
    })),
    links: span.links.map(({ trace_id, span_id, attributes }) => ({
      traceId: trace_id,
      spanId: span_id,
      attributes: pairs(attributes),
    })),
    status: { code: span.status_code, message: span.status_message },
  };
}

function pairs(attributes: Attributes): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: toAnyValue(value) }));
}

function toAnyValue(value: AttributeValue): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (value === null) return {};
  if (isList(value)) return { arrayValue: { values: value.map(toAnyValue) } };
  return { kvlistValue: { values: pairs(value) } };
}

function isList(value: AttributeValue): value is readonly AttributeValue[] {
  return Array.isArray(value);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

import type { Attributes, AttributeValue, LogRow, SpanRow } from '../../api/spans.js';
import { coreColumns } from './core-columns.js';
import type { Row } from './row.js';

export type CoreValues = Readonly<Record<string, AttributeValue | undefined>>;

/** A span's rows: itself, then its events, then its links. */
export function rowsOfSpan(span: SpanRow): readonly Row[] {
  const shared = {
    'trace.trace_id': span.trace_id,
    'service.name': span.service,
    'library.name': span.scope.name,
    'library.version': span.scope.version,
    'meta.signal_type': 'trace',
  };
  const parent = { 'trace.parent_id': span.span_id, parent_name: span.name };
  const timeNs = BigInt(span.start_ns);
  const own: CoreValues = {
    ...shared,
    'trace.span_id': span.span_id,
    'trace.parent_id': span.parent_id,
    name: span.name,
    'span.kind': span.kind,
    duration_ms: span.duration_ns / 1e6,
    status_code: span.status_code,
    status_message: span.status_message,
    error: span.status_code === 2 ? true : undefined,
  };
  return [
    { kind: 'span', timeNs, durationNs: span.duration_ns, values: mergeValues(span.resource, span.attributes, own) },
    ...span.events.map((event): Row => {
      const core = { ...shared, ...parent, name: event.name, 'meta.annotation_type': 'span_event' };
      return {
        kind: 'span_event',
        timeNs: BigInt(event.time_ns),
        values: mergeValues(span.resource, event.attributes, core),
      };
    }),
    ...span.links.map((link): Row => {
      const target = { 'trace.link.trace_id': link.trace_id, 'trace.link.span_id': link.span_id };
      const core = { ...shared, ...parent, ...target, 'meta.annotation_type': 'link' };
      return { kind: 'link', timeNs, values: mergeValues(span.resource, link.attributes, core) };
    }),
  ];
}

export function rowOfLog(log: LogRow): Row {
  const core = {
    'trace.trace_id': log.trace_id,
    'trace.parent_id': log.span_id,
    'service.name': log.service,
    'library.name': log.scope,
    'meta.signal_type': 'log',
    body: log.body,
    severity_text: log.severity_text,
    severity_code: log.severity_number,
  };
  return { kind: 'log', timeNs: BigInt(log.time_ns), values: mergeValues(log.resource, log.attributes, core) };
}

/** Core columns before attributes before the resource's; null and undefined are absent. */
export function mergeValues(
  resource: Attributes,
  attributes: Attributes,
  core: CoreValues,
): ReadonlyMap<string, AttributeValue> {
  const values = new Map<string, AttributeValue>();
  const put = (name: string, value: AttributeValue | undefined) => {
    if (value !== undefined && value !== null) values.set(name, value);
  };
  for (const source of [resource, attributes]) {
    for (const [name, value] of Object.entries(source)) if (!coreColumns.has(name)) put(name, value);
  }
  for (const [name, value] of Object.entries(core)) put(name, value);
  return values;
}

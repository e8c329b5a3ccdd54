import type { Attributes, LogRow, SpanKindName, SpanRow } from '../../../api/spans.js';
import type { Row, RowKind } from '../../query/row.js';
import { mergeValues } from '../../query/rows-of.js';
import { rowKinds } from '../../query/sql/layout.js';
import type { ResultRow } from '../../query/sql/statement.js';
import { itemColumns } from './schema.js';

/** Columns of `items AS s`, as `toSpan`, `toLog` and `toRow` read them, which want `resource_attributes` besides. */
export const itemSelection = itemColumns
  .map(([name]) => (name === 'time_ns' ? 's.time_ns::VARCHAR AS time_ns' : `s.${name}`))
  .join(', ');
/** All that they want, of `itemsWithResource`. */
export const wholeItemSelection = `${itemSelection}, s_resource.attributes AS resource_attributes`;
export const itemsWithResource = 'items AS s LEFT JOIN resources AS s_resource ON s_resource.id = s.resource';

/** Reads stored rows back; resources, of which there are few, are read once. */
export class ItemReader {
  private readonly resources = new Map<string, Attributes>();

  /** A span without its events and links, which are rows of their own. */
  toSpan(item: ResultRow, children: readonly ResultRow[]): SpanRow {
    const [parent, state, message] = [text(item, 'parent_id'), text(item, 'trace_state'), text(item, 'status_message')];
    return {
      trace_id: text(item, 'trace_id') ?? '',
      span_id: text(item, 'span_id') ?? '',
      ...(parent !== undefined && { parent_id: parent }),
      ...(state !== undefined && { trace_state: state }),
      name: text(item, 'name') ?? '',
      kind: (text(item, 'span_kind') ?? 'internal') as SpanKindName,
      service: text(item, 'service') ?? '',
      scope: scopeOf(item),
      start_ns: text(item, 'time_ns') ?? '0',
      duration_ns: Number(item['duration_ns']),
      status_code: Number(item['status_code']) as SpanRow['status_code'],
      ...(message !== undefined && { status_message: message }),
      attributes: attributesOf(item),
      resource: this.resourceOf(item),
      events: children.filter(({ kind }) => kind === rowKinds.span_event).map(toEvent),
      links: children.filter(({ kind }) => kind === rowKinds.link).map(toLink),
    };
  }

  toLog(item: ResultRow): LogRow {
    const [trace, span] = [text(item, 'trace_id'), text(item, 'parent_id')];
    return {
      time_ns: text(item, 'time_ns') ?? '0',
      severity_number: Number(item['severity_number']),
      severity_text: text(item, 'severity_text') ?? '',
      body: text(item, 'body') ?? '',
      service: text(item, 'service') ?? '',
      scope: text(item, 'scope_name') ?? '',
      ...(trace !== undefined && { trace_id: trace }),
      ...(span !== undefined && { span_id: span }),
      attributes: attributesOf(item),
      resource: this.resourceOf(item),
    };
  }

  /** As a query sees it. */
  toRow(item: ResultRow): Row {
    const kind = kindNames[Number(item['kind'])] ?? 'log';
    const isSpan = kind === 'span';
    const annotation = kind === 'span_event' || kind === 'link' ? kind : undefined;
    const core = {
      'trace.trace_id': item['trace_id'],
      'trace.span_id': item['span_id'],
      'trace.parent_id': item['parent_id'],
      'trace.link.trace_id': item['link_trace_id'],
      'trace.link.span_id': item['link_span_id'],
      name: item['name'],
      parent_name: item['parent_name'],
      'service.name': item['service'],
      'span.kind': item['span_kind'],
      duration_ms: isSpan ? Number(item['duration_ns']) / 1e6 : null,
      status_code: item['status_code'],
      status_message: item['status_message'],
      error: item['status_code'] === 2 ? true : null,
      'library.name': item['scope_name'],
      'library.version': item['scope_version'],
      'meta.signal_type': kind === 'log' ? 'log' : 'trace',
      'meta.annotation_type': annotation,
      body: item['body'],
      severity_text: item['severity_text'],
      severity_code: item['severity_number'],
    };
    return {
      kind,
      timeNs: BigInt(text(item, 'time_ns') ?? '0'),
      ...(isSpan && { durationNs: Number(item['duration_ns']) }),
      values: mergeValues(this.resourceOf(item), attributesOf(item), core),
    };
  }

  private resourceOf(item: ResultRow): Attributes {
    const json = text(item, 'resource_attributes') ?? '{}';
    const known = this.resources.get(json) ?? (JSON.parse(json) as Attributes);
    this.resources.set(json, known);
    return known;
  }
}

const kindNames = Object.keys(rowKinds) as RowKind[];

function toEvent(item: ResultRow): SpanRow['events'][number] {
  return { name: text(item, 'name') ?? '', time_ns: text(item, 'time_ns') ?? '0', attributes: attributesOf(item) };
}

function toLink(item: ResultRow): SpanRow['links'][number] {
  const [trace_id = '', span_id = ''] = [text(item, 'link_trace_id'), text(item, 'link_span_id')];
  return { trace_id, span_id, attributes: attributesOf(item) };
}

function scopeOf(item: ResultRow): SpanRow['scope'] {
  const version = text(item, 'scope_version');
  return { name: text(item, 'scope_name') ?? '', ...(version !== undefined && { version }) };
}

function attributesOf(item: ResultRow): Attributes {
  return JSON.parse(text(item, 'attributes') ?? '{}') as Attributes;
}

export function text(item: ResultRow, name: string): string | undefined {
  const value = item[name];
  return typeof value === 'string' ? value : undefined;
}

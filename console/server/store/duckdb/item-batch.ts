import type { AttributeValue, Attributes, LogRow, SpanRow } from '../../../api/spans.js';
import { columnValue } from '../../query/column-value.js';
import { rowKinds } from '../../query/sql/layout.js';
import { attributeJson } from './attribute-json.js';
import type { DuckDBValue } from './engine.js';
import type { PromotedColumn } from './promoted-columns.js';
import { itemColumns, type ItemColumn } from './schema.js';

type Item = Readonly<Partial<Record<ItemColumn, DuckDBValue>>>;

/**
 * The hot way in: rows as columns, which is how the engine takes them fastest. Columns that a row does not name are null.
 */
export class ItemBatch {
  readonly columns: readonly DuckDBValue[][];
  length = 0;

  constructor(
    private readonly promoted: readonly PromotedColumn[],
    private readonly resourceId: (resource: Attributes) => number,
  ) {
    this.columns = [...itemColumns, ...promoted].map(() => []);
  }

  /** The span's row, then those of its events and links. */
  addSpan(span: SpanRow): void {
    const { trace_id, span_id, name, service, scope } = span;
    const time_ns = storedTime(span.start_ns);
    const shared = { trace_id, service, scope_name: scope.name, scope_version: scope.version ?? null };
    const resource = this.resourceId(span.resource);
    const own = {
      span_id,
      parent_id: span.parent_id ?? null,
      time_ns,
      duration_ns: storedDuration(span.duration_ns),
      name,
    };
    const status = { status_code: span.status_code, status_message: span.status_message ?? null };
    const rest = { span_kind: span.kind, trace_state: span.trace_state ?? null, resource };
    this.add({ kind: rowKinds.span, ...shared, ...own, ...status, ...rest }, span.attributes);
    const child = { ...shared, parent_id: span_id, parent_name: name, resource };
    for (const event of span.events) {
      const item = { kind: rowKinds.span_event, ...child, time_ns: storedTime(event.time_ns), name: event.name };
      this.add(item, event.attributes);
    }
    for (const link of span.links) {
      const target = { link_trace_id: link.trace_id, link_span_id: link.span_id };
      this.add({ kind: rowKinds.link, ...child, time_ns, ...target }, link.attributes);
    }
  }

  addLog(log: LogRow): void {
    const ids = { trace_id: log.trace_id ?? null, parent_id: log.span_id ?? null };
    const severity = { severity_number: log.severity_number, severity_text: log.severity_text };
    const origin = { service: log.service, scope_name: log.scope, resource: this.resourceId(log.resource) };
    const time_ns = storedTime(log.time_ns);
    this.add({ kind: rowKinds.log, ...ids, ...severity, ...origin, time_ns, body: log.body }, log.attributes);
  }

  private add(item: Item, attributes: Attributes): void {
    const { columns, promoted } = this;
    let place = 0;
    for (const [name] of itemColumns) {
      columns[place++]?.push(name === 'attributes' ? attributeJson(attributes) : (item[name] ?? null));
    }
    for (const column of promoted) columns[place++]?.push(promotedValue(attributes[column.name], column));
    this.length += 1;
  }
}

/** The wire holds times that 64 bits with a sign do not, and one that fails would take its whole batch with it. */
const latestTime = 9_000_000_000_000_000_000n;

function storedTime(ns: string): bigint {
  const time = BigInt(ns);
  return time > latestTime ? latestTime : time;
}

function storedDuration(ns: number): bigint {
  return BigInt(Math.min(Math.round(ns), Number.MAX_SAFE_INTEGER));
}

/** What does not fit the column is in the JSON, where a query then looks: its catalogue says that not all values fit. */
function promotedValue(value: AttributeValue | undefined, { type }: PromotedColumn): DuckDBValue {
  if (type === 'VARCHAR') return columnValue(value, 'string') ?? null;
  if (type === 'BOOLEAN') return typeof value === 'boolean' ? value : null;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

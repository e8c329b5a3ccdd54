import type { AttributeValue } from '../../api/spans.js';

/** `span`, one of its events, one of its links, or a log record: each is a row that a query reads. */
export type RowKind = 'span' | 'span_event' | 'link' | 'log';

/** A row as a query sees it: values by column name, core columns before attributes before the resource's. */
export interface Row {
  readonly kind: RowKind;
  readonly timeNs: bigint;
  /** Spans alone last. */
  readonly durationNs?: number;
  readonly values: ReadonlyMap<string, AttributeValue>;
}

import { counted } from '../format/amount.js';
import type { PlacedLog, SpanTree } from './span-tree.js';
import type { WaterfallRow } from './waterfall-rows.js';

/** Log lines from this number on are errors, by OpenTelemetry. */
export const ERROR_SEVERITY = 17;

export interface ErrorCount {
  readonly spans: number;
  readonly lines: number;
}

/** All of a trace, whatever of it is folded. */
export function countErrors({ byId, logs }: SpanTree): ErrorCount {
  const nodes = [...byId.values()];
  const inSpans = nodes.reduce((sum, node) => sum + errorLines(node.logs), 0);
  return {
    spans: nodes.filter(({ span }) => span.status_code === 2).length,
    lines: inSpans + errorLines(logs),
  };
}

/** `5 errors, 1 error line`; empty for none. */
export function errorText({ spans, lines }: ErrorCount): string {
  const parts = [spans > 0 ? counted(spans, 'error') : '', lines > 0 ? counted(lines, 'error line') : ''];
  return parts.filter((part) => part !== '').join(', ');
}

/** The next row with an error from `active` on, round the end; -1 where there is none. */
export function nextError(rows: readonly WaterfallRow[], active: number, step: 1 | -1): number {
  const from = active < 0 && step < 0 ? rows.length : active;
  for (let tried = 1; tried <= rows.length; tried += 1) {
    const at = (((from + step * tried) % rows.length) + rows.length) % rows.length;
    if (isError(rows[at]!)) return at;
  }
  return -1;
}

function isError(row: WaterfallRow): boolean {
  return row.kind === 'log' ? row.log.severity_number >= ERROR_SEVERITY : row.node.span.status_code === 2;
}

function errorLines(logs: readonly PlacedLog[]): number {
  return logs.filter(({ log }) => log.severity_number >= ERROR_SEVERITY).length;
}

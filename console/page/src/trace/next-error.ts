import type { WaterfallRow } from './waterfall-rows.js';

/** Log lines from this number on are errors, by OpenTelemetry. */
export const ERROR_SEVERITY = 17;

export function isError(row: WaterfallRow): boolean {
  if (row.kind === 'log') return row.log.severity_number >= ERROR_SEVERITY;
  const { node, folded } = row;
  return node.span.status_code === 2 || (folded && node.failedBelow > 0);
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

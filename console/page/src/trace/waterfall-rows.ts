import type { PlacedLog, SpanNode, SpanTree } from './span-tree.js';

export type WaterfallRow = SpanLine | LogLine;
export interface SpanLine {
  readonly kind: 'span';
  readonly key: string;
  readonly node: SpanNode;
  readonly folded: boolean;
}
export interface LogLine extends PlacedLog {
  readonly kind: 'log';
  readonly key: string;
  readonly depth: number;
}

export interface RowOptions {
  /** Span ids whose children are out of sight. */
  readonly folded: ReadonlySet<string>;
  /** Whether log lines stand as rows among the spans, where they happened. */
  readonly logs: boolean;
}

/** The rows of the waterfall from top to bottom: spans depth first, a span's lines and children in order of time. */
export function waterfallRows({ roots, logs }: SpanTree, options: RowOptions): readonly WaterfallRow[] {
  const rows: WaterfallRow[] = [];
  const open: (SpanNode | LogLine)[] = roots.toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isLog(next)) {
      rows.push(next);
      continue;
    }
    const folded = options.folded.has(next.span.span_id);
    rows.push({ kind: 'span', key: next.span.span_id, node: next, folded });
    if (!folded) open.push(...inside(next, options).toReversed());
  }
  if (options.logs) rows.push(...logs.map((placed, index) => logLine(placed, 0, `loose-${index}`)));
  return rows;
}

/** What stays folded where a row has to be seen. */
export function unfolded(folded: ReadonlySet<string>, { byId }: SpanTree, row: WaterfallRow): ReadonlySet<string> {
  const left = new Set(folded);
  const above = new Set<string>();
  let parent = row.kind === 'log' ? row.log.span_id : row.node.span.parent_id;
  // Spans may be each other's parents.
  while (parent !== undefined && !above.has(parent)) {
    above.add(parent);
    left.delete(parent);
    parent = byId.get(parent)?.span.parent_id;
  }
  return left;
}

function inside({ children, logs, depth, span }: SpanNode, options: RowOptions): readonly (SpanNode | LogLine)[] {
  if (!options.logs || logs.length === 0) return children;
  const lines = logs.map((placed, index) => logLine(placed, depth + 1, `${span.span_id}-${index}`));
  return [...children, ...lines].toSorted((one, other) => timeOf(one) - timeOf(other));
}

function logLine(placed: PlacedLog, depth: number, key: string): LogLine {
  return { ...placed, kind: 'log', key, depth };
}

function isLog(row: SpanNode | LogLine): row is LogLine {
  return 'kind' in row;
}

function timeOf(row: SpanNode | LogLine): number {
  return isLog(row) ? row.atMs : row.startMs;
}

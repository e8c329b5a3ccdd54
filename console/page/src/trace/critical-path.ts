import type { SpanNode } from './span-tree.js';

/** A stretch of time that nothing else could have shortened. */
export interface CriticalStretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * What the duration of `root` was made of, by span id: walked backwards from its end, each moment belongs to the child that ended
 * last, and to the span itself where no child was running. Children that outlive the root are cut at its end.
 */
export function criticalPath(root: SpanNode): ReadonlyMap<string, readonly CriticalStretch[]> {
  const path = new Map<string, CriticalStretch[]>();
  const open: { node: SpanNode; fromMs: number; toMs: number }[] = [
    { node: root, fromMs: root.startMs, toMs: root.endMs },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, fromMs } = next;
    let cursor = next.toMs;
    const own: CriticalStretch[] = [];
    for (const child of node.children.toSorted((one, other) => other.endMs - one.endMs)) {
      const childTo = Math.min(child.endMs, cursor);
      const childFrom = Math.max(child.startMs, fromMs);
      if (childTo <= childFrom) continue;
      if (childTo < cursor) own.push({ fromMs: childTo, toMs: cursor });
      open.push({ node: child, fromMs: childFrom, toMs: childTo });
      cursor = childFrom;
    }
    if (cursor > fromMs || own.length === 0) own.push({ fromMs, toMs: cursor });
    path.set(node.span.span_id, own.filter(({ fromMs: from, toMs: to }) => to > from).toReversed());
  }
  return path;
}

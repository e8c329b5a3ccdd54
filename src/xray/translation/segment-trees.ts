import { SpanKind } from '@opentelemetry/api';
import type { SpanRecord } from '../../tracing/index.js';
import { AnnotationBudget } from './annotation-budget.js';
import type { Segment } from './segment-document.js';
import { translateSpan } from './translate-span.js';
import type { TranslationOptions } from './translation-options.js';
import { toXRayTraceId } from './xray-trace-id.js';

/** A segment, or a subsegment that stands alone, with what is nested in it. */
export interface SegmentTree {
  readonly traceId: string;
  readonly parentId: string | undefined;
  readonly isSegment: boolean;
  readonly segment: Segment;
  readonly nested: SegmentTree[];
}

/** Deeper ones are documents of their own: nobody's JSON reader should be tried. */
const MAX_DEPTH = 64;

/**
 * The spans of one trace as trees: a span without a parent, with a remote one, or that serves a request is a segment;
 * any other is nested in its parent, or stands alone where its parent is not among `spans`. No span is lost or stands
 * twice, whatever the parents say: a circle of parents is opened at its first span.
 */
export function buildSegmentTrees(spans: readonly SpanRecord[], options: TranslationOptions = {}): SegmentTree[] {
  const budget = new AnnotationBudget();
  const trees: SegmentTree[] = [];
  const heads: SpanRecord[] = [];
  const ids = new Set(spans.map((span) => span.spanId));
  const childrenOf = new Map<string, SpanRecord[]>();
  for (const span of spans) {
    const { parentSpanId } = span;
    if (isSegment(span) || parentSpanId === undefined || !ids.has(parentSpanId)) heads.push(span);
    else siblingsIn(childrenOf, parentSpanId).push(span);
  }
  const planted = new Set<SpanRecord>();
  for (const head of [...heads, ...spans]) if (!planted.has(head)) trees.push(plant(head));
  return trees;

  function plant(head: SpanRecord): SegmentTree {
    planted.add(head);
    const tree = toTree(head, budget, options);
    const open: [SpanRecord, SegmentTree, depth: number][] = [[head, tree, 1]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [parent, parentTree, depth] = next;
      if (depth === MAX_DEPTH) continue;
      for (const child of (childrenOf.get(parent.spanId) ?? []).toSorted(byStart)) {
        if (planted.has(child)) continue;
        planted.add(child);
        const childTree = toTree(child, budget, options);
        parentTree.nested.push(childTree);
        open.push([child, childTree, depth + 1]);
      }
    }
    return tree;
  }
}

function siblingsIn(childrenOf: Map<string, SpanRecord[]>, parentId: string): SpanRecord[] {
  const siblings = childrenOf.get(parentId) ?? [];
  childrenOf.set(parentId, siblings);
  return siblings;
}

function toTree(span: SpanRecord, budget: AnnotationBudget, options: TranslationOptions): SegmentTree {
  return {
    traceId: toXRayTraceId(span.traceId),
    parentId: span.parentSpanId,
    isSegment: isSegment(span),
    segment: translateSpan(span, isSegment(span), budget, options),
    nested: [],
  };
}

function isSegment(span: SpanRecord): boolean {
  return span.parentSpanId === undefined || span.parentIsRemote || span.kind === SpanKind.SERVER;
}

function byStart(one: SpanRecord, other: SpanRecord): number {
  return one.startTime[0] - other.startTime[0] || one.startTime[1] - other.startTime[1];
}

import type { SpanRecord } from '../../tracing/index.js';
import type { NestedSubsegment, SegmentDocument } from './segment-document.js';
import { buildSegmentTrees, type SegmentTree } from './segment-trees.js';
import type { TranslationOptions } from './translation-options.js';

/** The documents of the spans of one trace, each whole, however large. */
export function toSegmentDocuments(spans: readonly SpanRecord[], options: TranslationOptions = {}): SegmentDocument[] {
  return buildSegmentTrees(spans, options).map(toDocument);
}

function toDocument(tree: SegmentTree): SegmentDocument {
  return {
    ...identityOf(tree),
    ...nest(tree),
  };
}

/** What a document says of its place in the trace. */
export function identityOf(tree: SegmentTree): Pick<SegmentDocument, 'trace_id' | 'parent_id' | 'type'> {
  return {
    trace_id: tree.traceId,
    ...(tree.parentId !== undefined && { parent_id: tree.parentId }),
    ...(!tree.isSegment && { type: 'subsegment' as const }),
  };
}

function nest(tree: SegmentTree): NestedSubsegment {
  return tree.nested.length === 0 ? tree.segment : { ...tree.segment, subsegments: tree.nested.map(nest) };
}

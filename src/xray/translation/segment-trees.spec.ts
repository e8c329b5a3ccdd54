import { SpanKind } from '@opentelemetry/api';
import * as fc from 'fast-check';
import { anySpanRecord } from '../../../test/support/span-arbitrary.js';
import { spanRecord } from '../../../test/support/span-record.js';
import { childSpan, translated } from '../../../test/support/translated.js';
import { toSegmentDocuments } from './to-segment-documents.js';

const id = (number: number) => number.toString(16).padStart(16, '0');
const root = spanRecord({ spanId: id(1), name: 'root' });
const below = (parent: number, number: number, startNanos = number) =>
  childSpan({
    spanId: id(number),
    parentSpanId: id(parent),
    name: `n${number}`,
    startTime: [1_795_000_000, startNanos],
  });

interface Nested {
  readonly name: string;
  readonly id: string;
  readonly subsegments?: readonly Nested[];
}
const shape = ({ name, subsegments = [] }: Nested): unknown =>
  subsegments.length === 0 ? name : { [name]: subsegments.map(shape) };
const shapes = (spans: Parameters<typeof translated>[0]) => (translated(spans) as unknown as Nested[]).map(shape);
const idsIn = ({ id: own, subsegments = [] }: Nested): string[] => [own, ...subsegments.flatMap(idsIn)];

describe('the trees of a trace', () => {
  it('nests children in their parents in the order in which they started', () => {
    expect(shapes([below(2, 4), below(1, 3, 9), below(1, 2, 8), root])).toEqual([
      { 'backend-nest': [{ n2: ['n4'] }, 'n3'] },
    ]);
  });

  it('lets a span stand alone, named with its parent, where the parent is not among them', () => {
    const documents = translated([below(7, 8), below(8, 9), root]);
    expect(documents.map(({ type, parent_id }) => ({ type, parent_id }))).toEqual([
      { type: 'subsegment', parent_id: id(7) },
      { type: undefined, parent_id: undefined },
    ]);
    expect(shape(documents[0] as unknown as Nested)).toEqual({ n8: ['n9'] });
  });

  it('makes a segment of its own of a request that a span of the same process made', () => {
    const served = spanRecord({ spanId: id(3), parentSpanId: id(2) });
    expect(shapes([served, below(3, 4), below(1, 2), root])).toEqual([
      { 'backend-nest': ['n4'] },
      { 'backend-nest': ['n2'] },
    ]);
  });

  it('opens a circle of parents without losing a span', () => {
    expect(shapes([below(3, 2), below(2, 3), below(4, 4)])).toEqual([{ n2: ['n3'] }, 'n4']);
  });

  it('does not nest a chain of 10,000 spans deeper than a reader of JSON goes', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => below(index + 1, index + 2));
    const documents = toSegmentDocuments([...chain, root]) as unknown as Nested[];
    expect(documents.flatMap(idsIn)).toHaveLength(10_001);
    expect(documents.length).toBeGreaterThan(100);
  });

  it('holds each span once, valid, whatever the spans are', () => {
    const parent = fc.option(fc.nat({ max: 12 }).map(id), { nil: undefined });
    const spans = fc.array(fc.tuple(anySpanRecord, parent), { maxLength: 12 }).map((entries) =>
      entries.map(([span, parentSpanId], index) =>
        spanRecord({
          ...span,
          traceId: root.traceId,
          spanId: id(index + 1),
          parentSpanId,
          kind: span.kind === SpanKind.SERVER && index % 3 > 0 ? SpanKind.INTERNAL : span.kind,
          startTime: [1_795_000_000, span.startTime[1]],
          endTime: [1_795_000_000, span.endTime[1]],
        }),
      ),
    );
    fc.assert(
      fc.property(spans, (given) => {
        const documents = translated(given, { annotations: given.flatMap((span) => Object.keys(span.attributes)) });
        const ids = (documents as unknown as Nested[]).flatMap(idsIn);
        expect(ids.toSorted()).toEqual(given.map((span) => span.spanId).toSorted());
      }),
      { numRuns: 500 },
    );
  });
});

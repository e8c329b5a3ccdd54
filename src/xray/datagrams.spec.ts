import { spanRecord } from '../../test/support/span-record.js';
import { segmentProblems } from '../../test/support/segment-schema.js';
import { childSpan, TRANSLATED_AT_S } from '../../test/support/translated.js';
import type { SpanRecord } from '../tracing/index.js';
import { MAX_DATAGRAM_BYTES, toDatagrams } from './datagrams.js';
import { buildSegmentTrees } from './translation/index.js';

const id = (number: number) => number.toString(16).padStart(16, '0');
const root = spanRecord({ spanId: id(1) });
const child = (number: number, parent: number, fill: number, attribute = 'fill') =>
  childSpan({ spanId: id(number), parentSpanId: id(parent), attributes: { [attribute]: 'x'.repeat(fill) } });

interface Document {
  readonly id: string;
  readonly type?: string;
  readonly parent_id?: string;
  readonly metadata?: Record<string, Record<string, unknown>>;
  readonly subsegments?: readonly Document[];
}
const idsIn = (document: Document): string[] => [document.id, ...(document.subsegments ?? []).flatMap(idsIn)];

function sent(spans: readonly SpanRecord[], maxBytes?: number) {
  const { groups, tooLarge } = toDatagrams(buildSegmentTrees(spans), maxBytes);
  const documents = groups.map(({ bytes, items }) => {
    expect(bytes.byteLength).toBeLessThanOrEqual(maxBytes ?? MAX_DATAGRAM_BYTES);
    const [header, json, ...rest] = Buffer.from(bytes).toString('utf8').split('\n');
    expect([header, rest]).toEqual(['{"format":"json","version":1}', []]);
    const document = JSON.parse(json!) as Document;
    expect(segmentProblems(document, TRANSLATED_AT_S)).toEqual([]);
    expect(idsIn(document)).toHaveLength(items);
    return document;
  });
  return { documents, tooLarge, ids: documents.flatMap(idsIn).toSorted() };
}

describe('datagrams', () => {
  it('hold a trace each where it fits', () => {
    const { documents, ids } = sent([child(2, 1, 20_000), child(3, 1, 20_000), child(4, 3, 20_000), root]);
    expect(documents).toHaveLength(1);
    expect(ids).toEqual([1, 2, 3, 4].map(id));
  });

  it('part a trace that does not fit by its largest subsegments, which name their parents', () => {
    const { documents, ids } = sent([child(2, 1, 30_000), child(3, 1, 10_000), child(4, 3, 40_000), root]);
    expect(ids).toEqual([1, 2, 3, 4].map(id));
    expect(documents.map(({ id: own, type, parent_id }) => ({ own, type, parent_id }))).toEqual([
      { own: id(3), type: 'subsegment', parent_id: id(1) },
      { own: id(1), type: undefined, parent_id: undefined },
    ]);
  });

  it('carry a thousand subsegments of one parent, as many in it as there is room', () => {
    const { documents, ids, tooLarge } = sent([...Array.from({ length: 1_000 }, (_, n) => child(n + 2, 1, 150)), root]);
    expect([ids.length, tooLarge]).toEqual([1_001, 0]);
    expect(Math.max(...documents.map((document) => idsIn(document).length))).toBeGreaterThan(100);
  });

  it('lose the metadata of a span that does not fit alone, and say so', () => {
    const { documents, tooLarge } = sent([child(2, 1, 70_000), root]);
    expect(tooLarge).toBe(0);
    const lost = documents.flatMap((document) => [document, ...(document.subsegments ?? [])]).find((one) => one.id === id(2)); // prettier-ignore
    expect(lost?.metadata).toEqual({
      default: { 'xray.metadata_dropped': '70023 bytes: too large for a datagram' },
    });
  });

  it('leave out, counted, a span that does not fit even without metadata, and keep what is below it', () => {
    const huge = childSpan({
      spanId: id(2),
      parentSpanId: id(1),
      attributes: { 'db.system.name': 'postgresql', 'db.query.text': 'x'.repeat(70_000) },
    });
    const { ids, documents, tooLarge } = sent([huge, child(3, 2, 10), root]);
    expect([ids, tooLarge]).toEqual([[id(1), id(3)], 1]);
    expect(documents[0]).toMatchObject({ id: id(3), type: 'subsegment', parent_id: id(2) });
  });

  it.each([1_500, 4_000, 9_000])('keep within %i bytes, letters of several bytes included', (maxBytes) => {
    const spans = Array.from({ length: 60 }, (_, n) =>
      childSpan({
        spanId: id(n + 2),
        parentSpanId: id(Math.floor(n / 3) + 1),
        attributes: { text: '概'.repeat(n * 5) },
      }),
    );
    const { ids, tooLarge } = sent([...spans, root], maxBytes);
    expect(ids.length + tooLarge).toBe(61);
    expect(tooLarge).toBe(0);
  });
});

import * as fc from 'fast-check';
import type { SpanRecord } from '../../tracing/index.js';
import { spanEventRecord, spanRecord } from '../../../test/support/span-record.js';
import { childSpan, translated } from '../../../test/support/translated.js';
import type { TranslationOptions } from './translation-options.js';

function sorted(attributes: Record<string, unknown>, options?: TranslationOptions) {
  const span = childSpan({ attributes: attributes as SpanRecord['attributes'] });
  const [document] = translated([span], options);
  const metadata = document!['metadata'] as { default: Record<string, unknown> } | undefined;
  return {
    annotations: (document!['annotations'] ?? {}) as Record<string, unknown>,
    metadata: metadata?.default ?? {},
  };
}

describe('annotations and metadata', () => {
  it('indexes chosen texts, numbers and booleans and keeps all else as metadata', () => {
    const attributes = { 'app.a': 'x', 'app.b': 2, 'app.c': false, 'app.list': ['x', 'y'], other: 1 };
    expect(sorted(attributes, { annotations: ['app.a', 'app.b', 'app.c', 'app.list'] })).toEqual({
      annotations: { 'app.a': 'x', 'app.b': 2, 'app.c': false },
      metadata: { 'app.list': ['x', 'y'], other: 1 },
    });
  });

  it('indexes what the span itself asks for', () => {
    expect(sorted({ 'aws.xray.annotations': ['app.plan'], 'app.plan': 'free' })).toEqual({
      annotations: { 'app.plan': 'free' },
      metadata: {},
    });
  });

  it('indexes a chosen attribute also where a block holds it', () => {
    const attributes = { 'http.request.method': 'GET' };
    expect(sorted(attributes, { annotations: ['http.request.method'] })).toEqual({
      annotations: { 'http.request.method': 'GET' },
      metadata: {},
    });
  });

  it("indexes a resource's attribute by its long name", () => {
    const resource = { attributes: { 'service.name': 'backend-nest', 'deployment.environment.name': 'production' } };
    const [segment] = translated([spanRecord({ attributes: {}, resource })]);
    expect(segment).toMatchObject({
      annotations: { 'otel.resource.deployment.environment.name': 'production' },
      metadata: { default: { 'otel.resource.service.name': 'backend-nest' } },
    });
  });

  it("writes keys in X-Ray's alphabet, and keeps under its own name what would stand twice", () => {
    const attributes = { 'app key/1': 'a', app_key_1: 'b', ключ: 'c' };
    expect(sorted(attributes, { annotations: Object.keys(attributes) })).toEqual({
      annotations: { app_key_1: 'a', ____: 'c' },
      metadata: { app_key_1: 'b' },
    });
  });

  it('indexes fifty of sixty, and keeps the other ten', () => {
    const attributes = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`app.n${index}`, index]));
    const { annotations, metadata } = sorted(attributes, { annotations: Object.keys(attributes) });
    expect(Object.keys(annotations)).toHaveLength(50);
    expect({ ...annotations, ...metadata }).toEqual(attributes);
  });

  it('shares the fifty among the spans of a trace', () => {
    const attributes = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`app.n${index}`, index]));
    const root = spanRecord({ attributes });
    const child = childSpan({ spanId: '00000000000000c1', parentSpanId: root.spanId, attributes });
    const [document] = translated([child, root], { annotations: Object.keys(attributes) });
    const [subsegment] = document!['subsegments'] as Record<string, object>[];
    expect(Object.keys(document!['annotations'] as object)).toHaveLength(30);
    expect(Object.keys(subsegment!['annotations']!)).toHaveLength(20);
    expect(Object.keys((subsegment!['metadata'] as { default: object }).default)).toHaveLength(10);
  });

  it('clips a long text where it is indexed and keeps it whole as metadata', () => {
    const text = 'x'.repeat(999) + '🚀'.repeat(10);
    const { annotations, metadata } = sorted({ 'app.text': text }, { annotations: ['app.text'] });
    expect(annotations['app.text']).toBe('x'.repeat(999));
    expect(metadata['app.text']).toBe(text);
  });

  it('clips a long key', () => {
    const name = 'k'.repeat(600);
    expect(Object.keys(sorted({ [name]: 1 }, { annotations: [name] }).annotations)).toEqual(['k'.repeat(500)]);
  });

  it('keeps events that are no exceptions', () => {
    const [document] = translated([childSpan({ events: [spanEventRecord({ attributes: { key: 'feed' } })] })]);
    expect(document).toMatchObject({
      metadata: {
        default: { 'otel.events': [{ name: 'cache.miss', time: 1_795_000_000.125, attributes: { key: 'feed' } }] },
      },
    });
  });

  it('says in words what JSON has no number for, and mends halves of characters', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const throwing = { get boom() { throw new Error('no'); } }; // prettier-ignore
    const { metadata } = sorted({ nan: Number.NaN, big: 12n, half: 'a\ud800', call: () => 1, throwing, none: undefined, cyclic }); // prettier-ignore
    expect(metadata).toMatchObject({
      nan: 'NaN',
      big: '12',
      half: 'a\ufffd',
      call: '[function]',
      throwing: '[unreadable]',
    });
    expect(metadata).not.toHaveProperty('none');
    expect(JSON.stringify(metadata['cyclic'])).toContain('[too deep]');
  });

  it('never reads an attribute that only its prototype has', () => {
    expect(sorted({ ['__proto__']: 'x', constructor: 'y', toString: 'z' }).metadata).toMatchObject({
      constructor: 'y',
      toString: 'z',
    });
  });

  it('makes a valid document of any attributes, and loses none that is not chosen', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.bigInt(), fc.boolean(), fc.constant(null), fc.array(fc.string({ unit: 'binary' }))); // prettier-ignore
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), value, { noNullPrototype: true }), (attributes) => {
        const chosen = Object.keys(attributes).slice(0, 3);
        const { annotations, metadata } = sorted(attributes, { annotations: chosen });
        const given = Object.entries(attributes).filter(([, entry]) => entry !== null);
        const distinct = new Set(given.map(([name]) => name.replace(/\p{Surrogate}/gu, '\ufffd')));
        expect(Object.keys(annotations).length + Object.keys(metadata).length).toBeGreaterThanOrEqual(distinct.size);
      }),
      { numRuns: 1_000 },
    );
  });
});

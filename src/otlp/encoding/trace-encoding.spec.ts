import * as fc from 'fast-check';
import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { decodeOtlp, type OtlpMessage } from '../../../test/support/otlp-decoder.js';
import { flattenSpans } from '../../../test/support/otlp-flatten.js';
import { anySpanRecord } from '../../../test/support/span-arbitrary.js';
import { spanRecord } from '../../../test/support/span-record.js';
import { stockSpan } from '../../../test/support/stock-span.js';
import type { SpanRecord } from '../../tracing/index.js';
import { JsonEncoding } from './json.encoding.js';
import type { OtlpEncoding } from './otlp-encoding.js';
import { ProtobufEncoding } from './protobuf.encoding.js';

const protobuf = new ProtobufEncoding();
const json = new JsonEncoding();

describe('the encoding of spans', () => {
  it('says in protobuf what the stock serializer says, whatever the span holds', () => {
    fc.assert(
      fc.property(fc.array(anySpanRecord, { minLength: 1, maxLength: 5 }), (spans) => {
        expect(decoded(protobuf, [spans])).toEqual(stockProtobuf(spans));
      }),
      { numRuns: 400 },
    );
  });

  it('says in JSON what it says in protobuf, whatever the span holds', () => {
    fc.assert(
      fc.property(fc.array(anySpanRecord, { minLength: 1, maxLength: 5 }), (spans) => {
        expect(decoded(json, [spans])).toEqual(decoded(protobuf, [spans]));
      }),
      { numRuns: 400 },
    );
  });

  it('says in JSON what the stock JSON serializer says', () => {
    const spans = [
      spanRecord({
        attributes: { text: 'ü', whole: 3, half: 0.5, no: false, list: ['a', 'b'] },
        traceState: 'vendor=1',
      }),
    ];
    const stock = JsonTraceSerializer.serializeRequest(spans.map(stockSpan)) ?? new Uint8Array();
    expect(decoded(json, [spans])).toEqual(decodeOtlp('ExportTraceServiceRequest', 'application/json', stock));
  });

  it.each<[string, OtlpEncoding]>([
    ['protobuf', protobuf],
    ['JSON', json],
  ])('joins groups of %s to one request by framing alone', (_name, encoding) => {
    const spans = Array.from({ length: 10 }, (_, index) => spanRecord({ name: `span ${index}` }));
    const groups = [spans.slice(0, 4), spans.slice(4, 5), spans.slice(5)];
    const arrived = flattenSpans(decoded(encoding, groups)).map((span) => span.name);
    expect(arrived).toEqual(spans.map((span) => span.name));
  });

  it('writes ids in JSON as hex, 64-bit integers as strings and enums as numbers', () => {
    const group = Buffer.from(json.traces.encodeGroup([spanRecord({ attributes: { big: 2 ** 60, nan: Number.NaN } })]));
    expect(JSON.parse(group.toString())).toMatchObject({
      scopeSpans: [
        {
          spans: [
            {
              traceId: '5b8efff798038103d269b633813fc60c',
              kind: 2,
              startTimeUnixNano: '1795000000120000000',
              attributes: [
                { key: 'big', value: { intValue: '1152921504606846976' } },
                { key: 'nan', value: { doubleValue: 'NaN' } },
              ],
            },
          ],
        },
      ],
    });
  });

  it('writes a resource whose detectors are still running anew each time', () => {
    const resource = { attributes: { 'service.name': 'backend-nest' } as SpanRecord['resource']['attributes'] };
    const before = flattenSpans(decoded(protobuf, [[spanRecord({ resource })]]));
    resource.attributes = { ...resource.attributes, 'host.id': 'a1' };
    const after = flattenSpans(decoded(protobuf, [[spanRecord({ resource })]]));
    expect(before[0]?.resource.attributes).toEqual({ 'service.name': 'backend-nest' });
    expect(after[0]?.resource.attributes).toEqual({ 'service.name': 'backend-nest', 'host.id': 'a1' });
  });

  it.each([0, 1, 127, 128, 16_383, 16_384, 200_000, 2_100_000])('writes text of %d characters whole', (length) => {
    for (const character of ['a', 'é', '€', '😀']) {
      const span = spanRecord({ attributes: { text: character.repeat(length) } });
      expect(decoded(protobuf, [[span]])).toEqual(stockProtobuf([span]));
    }
  });

  it('is as good as new after a getter threw in the middle of a group', () => {
    const hostile = spanRecord({
      attributes: {
        get broken(): string {
          throw new Error('no value');
        },
      },
    });
    expect(() => protobuf.traces.encodeGroup([spanRecord(), hostile])).toThrow('no value');
    expect(decoded(protobuf, [[spanRecord()]])).toEqual(stockProtobuf([spanRecord()]));
  });
});

function decoded({ traces }: OtlpEncoding, groups: readonly (readonly SpanRecord[])[]): OtlpMessage {
  const { contentType, framing } = traces;
  const { prefix, separator, suffix } = framing;
  const encoded = groups.map((group) => Buffer.from(traces.encodeGroup(group)));
  const body = encoded.flatMap((group, index) => (index === 0 ? [group] : [Buffer.from(separator), group]));
  return decodeOtlp(
    'ExportTraceServiceRequest',
    contentType,
    Buffer.concat([Buffer.from(prefix), ...body, Buffer.from(suffix)]),
  );
}

function stockProtobuf(spans: readonly SpanRecord[]): OtlpMessage {
  const bytes = ProtobufTraceSerializer.serializeRequest(spans.map(stockSpan)) ?? new Uint8Array();
  return decodeOtlp('ExportTraceServiceRequest', 'application/x-protobuf', bytes);
}

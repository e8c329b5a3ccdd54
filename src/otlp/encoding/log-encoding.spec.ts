import { JsonLogsSerializer, ProtobufLogsSerializer } from '@opentelemetry/otlp-transformer';
import { decodeOtlp, type OtlpMessage } from '../../../test/support/otlp-decoder.js';
import { JsonEncoding } from './json.encoding.js';
import type { LogRecord } from './log-record.js';
import type { OtlpEncoding } from './otlp-encoding.js';
import { ProtobufEncoding } from './protobuf.encoding.js';

const scope = { name: 'cruddur.log' };
const resource = {
  attributes: { 'service.name': 'backend-nest' },
  schemaUrl: 'https://opentelemetry.io/schemas/1.37.0',
};

const inRequest: LogRecord = {
  time: [1_795_000_000, 120_000_000],
  observedTime: [1_795_000_000, 130_000_000],
  severityNumber: 17,
  severityText: 'error',
  body: 'no honor \ud800 in “this” post',
  attributes: {
    context: 'HomeActivitiesService',
    status: 500,
    ratio: 0.25,
    error: { type: 'TypeError', causes: ['a', { depth: 2, gone: null }], none: [] },
    wrong: Number.NaN,
    absent: undefined,
  },
  traceId: '5b8efff798038103d269b633813fc60c',
  spanId: 'eee19b7ec3c1b174',
  traceFlags: 1,
  scope,
  resource,
};

const outside: LogRecord = {
  time: [1_795_000_001, 0],
  observedTime: [1_795_000_001, 0],
  severityNumber: 9,
  severityText: 'info',
  body: '',
  attributes: {},
  scope,
  resource,
};

describe('the encoding of log records', () => {
  it('says in protobuf what the stock serializer says', () => {
    const stock = ProtobufLogsSerializer.serializeRequest([inRequest, outside].map(stockLog)) ?? new Uint8Array();
    const expected = decodeOtlp('ExportLogsServiceRequest', 'application/x-protobuf', stock);
    expect(decoded(new ProtobufEncoding(), [[inRequest, outside]])).toEqual(expected);
  });

  it('says in JSON what it says in protobuf', () => {
    const expected = decoded(new ProtobufEncoding(), [[inRequest, outside]]);
    expect(decoded(new JsonEncoding(), [[inRequest, outside]])).toEqual(expected);
  });

  it('leaves out what is no attribute', () => {
    const more = { ...inRequest, attributes: { ...inRequest.attributes, level: 'error' } };
    const without = { ...more, without: new Set(['level', 'no such name']) };
    for (const encoding of [new ProtobufEncoding(), new JsonEncoding()]) {
      expect(decoded(encoding, [[without]])).toEqual(decoded(encoding, [[inRequest]]));
      expect(decoded(encoding, [[more]])).not.toEqual(decoded(encoding, [[inRequest]]));
    }
  });

  it('says in JSON what the stock JSON serializer says', () => {
    const stock = JsonLogsSerializer.serializeRequest([outside].map(stockLog)) ?? new Uint8Array();
    const expected = decodeOtlp('ExportLogsServiceRequest', 'application/json', stock);
    expect(decoded(new JsonEncoding(), [[outside]])).toEqual(expected);
  });

  it.each<[string, OtlpEncoding]>([
    ['protobuf', new ProtobufEncoding()],
    ['JSON', new JsonEncoding()],
  ])('joins groups of %s to one request by framing alone', (_name, encoding) => {
    expect(decoded(encoding, [[inRequest], [outside], [inRequest]])['resourceLogs']).toHaveLength(3);
  });
});

function decoded({ logs }: OtlpEncoding, groups: readonly (readonly LogRecord[])[]): OtlpMessage {
  const { prefix, separator, suffix } = logs.framing;
  const encoded = groups.map((group) => Buffer.from(logs.encodeGroup(group)));
  const body = encoded.flatMap((group, index) => (index === 0 ? [group] : [Buffer.from(separator), group]));
  const request = Buffer.concat([Buffer.from(prefix), ...body, Buffer.from(suffix)]);
  return decodeOtlp('ExportLogsServiceRequest', logs.contentType, request);
}

type StockLog = Parameters<typeof ProtobufLogsSerializer.serializeRequest>[0][number];

function stockLog({ traceId, spanId, traceFlags = 0, ...log }: LogRecord): StockLog {
  const stock: unknown = {
    ...log,
    hrTime: log.time,
    hrTimeObserved: log.observedTime,
    spanContext: traceId && spanId ? { traceId, spanId, traceFlags } : undefined,
    instrumentationScope: log.scope,
    droppedAttributesCount: 0,
  };
  return stock as StockLog;
}

import * as fc from 'fast-check';
import type { SpanRecord } from '../../src/tracing/index.js';
import { anySpanRecord } from '../support/span-arbitrary.js';
import { Collector } from './support/collector.js';
import { OtlpWay } from './support/otlp-way.js';
import { spanAsReceived } from './support/span-as-received.js';

const SPANS = 800;

describe('the OpenTelemetry Collector', () => {
  let collector: Collector;
  beforeEach(async () => {
    collector = await Collector.start();
  });
  afterEach(() => collector.stop());

  it.each([
    ['http/protobuf', 'gzip'],
    ['http/protobuf', 'none'],
    ['http/json', 'gzip'],
    ['http/json', 'none'],
  ])('has of %s, compression %s, every field of every span, whatever is in it', async (protocol, compression) => {
    const spans = fc.sample(anySpanRecord, { numRuns: SPANS, seed: 9_000 }).map(withIds);
    const way = new OtlpWay({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
      OTEL_EXPORTER_OTLP_COMPRESSION: compression,
    });
    way.end(spans);

    expect(await way.close()).toEqual({ recorded: SPANS, delivered: SPANS, pending: 0, dropped: {} });
    expect(await collector.stop()).toBe(0);
    const arrived = collector.spans().toSorted((a, b) => a.spanId.localeCompare(b.spanId));
    expect(arrived).toEqual(spans.map(spanAsReceived));
  });
});

/** Ids that are valid, which a tracer sees to and the arbitrary does not, and in the order of the list. */
function withIds(span: SpanRecord, index: number): SpanRecord {
  return {
    ...span,
    traceId: id(index >> 2, 32),
    spanId: id(index, 16),
    ...(span.parentSpanId === undefined ? {} : { parentSpanId: id(index >> 1, 16) }),
    links: span.links.map((link, at) => ({ ...link, traceId: id(at + 7, 32), spanId: id(at + 11, 16) })),
  };
}

const id = (number: number, digits: number) => (number + 1).toString(16).padStart(digits, '0');

import { EventEmitter } from 'node:events';
import { Logger } from '@nestjs/common';
import { SpanStatusCode, trace, type Span as ApiSpan } from '@opentelemetry/api';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import fc from 'fast-check';
import { MESSAGE } from 'triple-beam';
import type { Logger as WinstonLogger } from 'winston';
import { ErrorReporter, errorContext } from '../src/errors/index.js';
import { errorAnswer } from '../src/errors/error-answer.js';
import { createLogger } from '../src/logging/create-logger.js';
import { NestLogger } from '../src/logging/nest.logger.js';
import { StdoutTransport } from '../src/logging/stdout.transport.js';
import { JsonEncoding } from '../src/otlp/encoding/json.encoding.js';
import { ProtobufEncoding } from '../src/otlp/encoding/protobuf.encoding.js';
import { Redactor } from '../src/redaction/index.js';
import { ItemBuilder } from '../src/rollbar/item/item-builder.js';
import { errorSnapshot } from '../src/errors/error-snapshot.js';
import { FanOutSpanProcessor } from '../src/tracing/fan-out.span-processor.js';
import { guardSdk } from '../src/tracing/guard-sdk.js';
import { MAX_SPAN_TEXT, MAX_VALUE_LENGTH } from '../src/tracing/prepared-values.js';
import { Span } from '../src/tracing/span/span.decorator.js';
import { SpanFanOut } from '../src/tracing/span-fan-out.js';
import { SpanPreparation } from '../src/tracing/span-preparation.js';
import type { SpanRecord } from '../src/tracing/span-record.js';
import { toDatagrams } from '../src/xray/datagrams.js';
import { buildSegmentTrees } from '../src/xray/translation/index.js';
import { hostileValue } from './support/hostile-values.js';
import { decodeOtlp } from './support/otlp-decoder.js';
import { flattenSpans, type ReceivedSpan } from './support/otlp-flatten.js';
import { segmentProblems } from './support/segment-schema.js';
import { spanEventRecord, spanLinkRecord, spanRecord } from './support/span-record.js';

/** Values a run; 100,000 in all: see the last test. */
const VALUES = 20;
const counted = { values: 0 };
const values = () =>
  fc.array(hostileValue(), { minLength: VALUES, maxLength: VALUES }).map((made) => {
    counted.values += VALUES;
    return made;
  });

const redactor = new Redactor();
const preparation = new SpanPreparation(redactor);
const protobuf = new ProtobufEncoding();
const json = new JsonEncoding();

const failures: unknown[] = [];
const ended: SpanRecord[] = [];
const spans = new SpanFanOut({
  prepare: (span) => preparation.prepare(span),
  onFailure: (_sink, error) => failures.push(error),
  maxEarlySpans: 0,
});

beforeAll(() => {
  Logger.overrideLogger(false);
  guardSdk();
  spans.attach({ name: 'test', onEnd: (span) => ended.push(span) });
  spans.bootCompleted();
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({
      spanProcessors: [new FanOutSpanProcessor({ spanEnded: (span) => spans.end(span), handOver: () => undefined })],
    }),
  );
});
afterAll(() => trace.disable());
beforeEach(() => {
  ended.length = failures.length = 0;
});

describe('100,000 hostile values', () => {
  it('written on a span through the API hurt neither the program nor the span, which arrives everywhere', () => {
    fc.assert(
      fc.property(values(), (made) => {
        ended.length = 0;
        const span = trace.getTracer('hostile').startSpan('hostile', made[0]!() as never);
        made.forEach((make, index) => span.setAttribute(`value${index}`, make() as never));
        made.forEach((make, index) => writeOn(span, index, make()));
        span.end(made[1]!() as never);
        expect(failures).toEqual([]);
        const [record, ...others] = arrived(ended);
        expect(others).toEqual([]);
        const lost = made.flatMap((make, index) =>
          (make() ?? undefined) === undefined || `value${index}` in record!.attributes ? [] : [index],
        );
        expect(lost).toEqual([]);
      }),
      { numRuns: 1_000, endOnFailure: true },
    );
  }, 120_000);

  it('in a record, whatever tracer made it, arrive clipped in every encoding', () => {
    fc.assert(
      fc.property(values(), (made) => {
        const value = (index: number) => made[index % VALUES]!() as never;
        const attributes = Object.fromEntries(made.map((make, index) => [`value${index}`, make()])) as never;
        const record = spanRecord({
          attributes,
          name: value(0),
          status: { code: SpanStatusCode.ERROR, message: value(1) },
          events: [spanEventRecord({ name: value(2), attributes }), spanEventRecord({ attributes: value(3) })],
          links: [spanLinkRecord({ attributes: value(4) })],
          startTime: [now(), 0],
          endTime: [now(), 5],
        });
        const [received] = arrived([preparation.prepare(record)]);
        expect(Object.keys(received!.attributes)).toHaveLength(VALUES);
        const lengths = texts(received!).map((text) => text.length);
        expect(Math.max(...lengths)).toBeLessThan(MAX_VALUE_LENGTH + 40);
        expect(lengths.reduce((sum, length) => sum + length)).toBeLessThan(MAX_SPAN_TEXT * 1.2);
      }),
      { numRuns: 1_500, endOnFailure: true },
    );
  }, 120_000);

  it("given by a decorator's callbacks change nothing for the caller", () => {
    const given: { options: unknown; result: unknown } = { options: undefined, result: undefined };
    class Service {
      @Span('hostile', () => ({ attributes: given.options, onResult: () => given.result }) as never)
      method(): number {
        return 42;
      }

      @Span('hostile', () => given.options as never)
      wholly(): number {
        return 42;
      }
    }
    const service = new Service();
    fc.assert(
      fc.property(values(), (made) => {
        ended.length = 0;
        for (let index = 0; index < VALUES; index += 2) {
          given.options = made[index]!();
          given.result = { attributes: made[index + 1]!() };
          expect(service.method() + service.wholly()).toBe(84);
        }
        expect(failures).toEqual([]);
        expect(arrived(ended)).toHaveLength(VALUES);
      }),
      { numRuns: 750, endOnFailure: true },
    );
  }, 120_000);

  it('that are logged are one line of JSON each, bounded', () => {
    const lines: string[] = [];
    const out = Object.assign(new EventEmitter(), { write: (text: string) => lines.push(text) });
    const logger = createLogger({ level: 'silly', transports: [new StdoutTransport(out, (line) => line[MESSAGE])] });
    const nest = new NestLogger(logger);
    fc.assert(
      fc.property(values(), (made) => {
        lines.length = 0;
        for (const [index, make] of made.entries()) logIn(index, logger, nest, make());
        expect(lines).toHaveLength(VALUES);
        const kinds = lines
          .map((line) => JSON.parse(line) as Record<string, unknown>)
          .map(({ message }) => typeof message);
        expect(new Set(kinds)).toEqual(new Set(['string']));
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(1_000_000);
      }),
      { numRuns: 1_400, endOnFailure: true },
    );
  }, 120_000);

  it('that are thrown are answered, and reported as one item each', () => {
    const builder = new ItemBuilder({ environment: 'test', codeVersion: '1' });
    const items: Uint8Array[] = [];
    const reporter = new ErrorReporter();
    reporter.attach({
      name: 'rollbar',
      onError: (error, context) => {
        items.push(builder.build({ error: errorSnapshot(error), context, atMs: 0 }));
      },
      onMessage: (message, context) => {
        items.push(builder.build({ message, context, atMs: 0 }));
      },
    });
    fc.assert(
      fc.property(values(), (made) => {
        items.length = 0;
        for (const make of made) {
          const thrown = make();
          JSON.parse(errorAnswer(thrown, 'trace').body);
          // Another request each: the same object thrown twice in one request is one failure.
          reporter.report(thrown, errorContext('error'), {});
          reporter.message(thrown as string, errorContext('warning'));
        }
        expect(reporter.failureCounts()).toEqual({});
        expect(items).toHaveLength(2 * VALUES);
      }),
      { numRuns: 350, endOnFailure: true },
    );
  }, 120_000);

  it('were that many', () => {
    expect(counted.values).toBeGreaterThanOrEqual(100_000);
  });
});

/** Every call of the API by which a value reaches a span, in turn. */
function writeOn(span: ApiSpan, index: number, value: unknown): void {
  const any = value as never;
  const calls = [
    () => span.setAttributes(any),
    () => span.setAttributes({ [`more${index}`]: any }),
    () => span.addEvent(any, any, any),
    () => span.addEvent('event', { value: any }),
    () => span.recordException(any),
    () => span.setStatus({ code: SpanStatusCode.ERROR, message: any }),
    () => span.setStatus(any),
    () => span.updateName(any),
    () => span.addLink(any),
    () => span.addLinks([{ context: any, attributes: any }, { context: span.spanContext(), attributes: any }]),
    () => span.setAttribute(any, any),
  ]; // prettier-ignore
  calls[index % calls.length]!();
}

function logIn(index: number, logger: WinstonLogger, nest: NestLogger, value: unknown): void {
  const any = value as never;
  const ways = [
    () => logger.info(any),
    () => logger.warn('with fields', { value }),
    () => logger.log('error', 'and', any, any),
    () => logger.log(any),
    () => logger.error('a failure', any),
    () => nest.log(any, 'Context'),
    () => nest.error(any, any, any),
    () => nest.warn('details', { value }, any),
    () => logger.child({ value }).info('of a child'),
  ];
  ways[index % ways.length]!();
}

/**
 * The spans, once it is sure that each encoding takes them and X-Ray finds nothing wrong with its documents. Of every fifth
 * run they are read back from OTLP's two encodings: decoding takes ten times as long as encoding.
 */
function arrived(records: readonly SpanRecord[]): readonly Pick<ReceivedSpan, 'name' | 'attributes'>[] {
  const binary = Buffer.from(protobuf.traces.encodeGroup(records));
  const text = Buffer.from(`{"resourceSpans":[${Buffer.from(json.traces.encodeGroup(records)).toString()}]}`);
  expectInXRay(records);
  runs += 1;
  if (runs % 5 > 0) return records as never;
  const [received, inJson] = [
    flattenSpans(decodeOtlp('ExportTraceServiceRequest', 'application/x-protobuf', binary)),
    flattenSpans(decodeOtlp('ExportTraceServiceRequest', 'application/json', text)),
  ];
  expect(received).toHaveLength(records.length);
  expect(inJson.map(namesOf)).toEqual(received.map(namesOf));
  return received;
}

let runs = 0;

function namesOf({ attributes, events }: ReceivedSpan): string[][] {
  return [attributes, ...events.map((event) => event.attributes)].map((of) => Object.keys(of));
}

function expectInXRay(records: readonly SpanRecord[]): void {
  const problems: string[] = [];
  let documents = 0;
  for (const record of records) {
    const { groups, tooLarge } = toDatagrams(buildSegmentTrees([record]));
    documents += groups.length - tooLarge;
    for (const { bytes } of groups) {
      const [, document = ''] = Buffer.from(bytes).toString().split('\n');
      problems.push(...segmentProblems(JSON.parse(document)));
    }
  }
  expect(problems).toEqual([]);
  expect(documents).toBe(records.length);
}

function texts(span: object): string[] {
  const found: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(span);
  return found;
}

function now(): number {
  return Math.floor(Date.now() / 1_000);
}

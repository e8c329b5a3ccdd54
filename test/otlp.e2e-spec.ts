import { ConsoleLogger, Global, Injectable, Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import type { Logger } from 'winston';
import { DeliveryModule, DeliveryService } from '../src/delivery/index.js';
import { LOG_STREAM, LoggingModule, WINSTON_LOGGER } from '../src/logging/index.js';
import { OtlpDestinations, OtlpModule } from '../src/otlp/index.js';
import { TELEMETRY, telemetry, type SpanRecord } from '../src/tracing/index.js';
import { eventually } from './support/eventually.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { exportWithStockExporter } from './support/run-stock-otlp.js';
import { spanEventRecord, spanLinkRecord, spanRecord } from './support/span-record.js';

@Global()
@Module({ providers: [{ provide: TELEMETRY, useValue: telemetry }], exports: [TELEMETRY] })
class TelemetryModule {}

class NoLogger extends ConsoleLogger {
  override isLevelEnabled(): boolean {
    return false;
  }
}

function end(...spans: SpanRecord[]): void {
  for (const span of spans) telemetry.spans.end(span);
}

describe('the OTLP destination', () => {
  const environment = { ...process.env };
  let receiver: OtlpReceiver;
  let app: INestApplicationContext | undefined;

  const contextManager = new AsyncLocalStorageContextManager();

  beforeAll(() => {
    telemetry.spans.bootCompleted();
    context.setGlobalContextManager(contextManager.enable());
  });
  afterAll(() => context.disable());
  beforeEach(async () => {
    receiver = await OtlpReceiver.start();
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    await receiver.stop();
    process.env = { ...environment };
  });

  async function start(variables: Record<string, string>, ...modules: Type[]): Promise<DeliveryService> {
    Object.assign(process.env, { LOG_FORMAT: 'json', TELEMETRY_SHUTDOWN_MS: '5000', ...variables });
    const printed = { write: () => true, on: () => printed, listeners: () => [] };
    const testing = await Test.createTestingModule({
      imports: [TelemetryModule, DeliveryModule, LoggingModule, OtlpModule, ...modules],
    })
      .overrideProvider(LOG_STREAM)
      .useValue(printed)
      .setLogger(new NoLogger())
      .compile();
    app = await testing.init();
    return app.get(DeliveryService);
  }

  it.each(['http/protobuf', 'http/json'])('brings each ended span to the endpoint by %s', async (protocol) => {
    const delivery = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=cruddur',
      HONEYCOMB_API_KEY: 'hcaik_secret',
    });
    end(spanRecord({ name: 'GET /api/activities/home' }), spanRecord({ name: 'home-activities-mock-data' }));
    await delivery.flush();
    expect(receiver.spans().map((span) => span.name)).toEqual([
      'GET /api/activities/home',
      'home-activities-mock-data',
    ]);
    const { headers } = receiver.requests[0] ?? { headers: {} };
    expect(headers).toMatchObject({ 'x-tenant': 'cruddur', 'content-encoding': 'gzip' });
    expect(headers).not.toHaveProperty('x-honeycomb-team');
    expect(delivery.accounts()).toEqual({ otlp: { recorded: 2, delivered: 2, pending: 0, dropped: {} } });
    expect(delivery.statuses()).toEqual([{ sink: 'otlp', state: 'on', to: `${receiver.url}/v1/traces` }]);
  });

  it('sends by itself, without waiting for a flush', async () => {
    await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    end(spanRecord());
    await eventually(() => expect(receiver.spans()).toHaveLength(1));
  });

  it.each(['http/protobuf', 'http/json'])('says by %s what the stock exporter says', async (protocol) => {
    const stock = await OtlpReceiver.start();
    const variables = { OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=cr%75ddur', OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' };
    const delivery = await start({
      ...variables,
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    });
    const spans = variousSpans();
    end(...spans);
    await delivery.flush();
    await exportWithStockExporter(spans, { ...variables, OTEL_EXPORTER_OTLP_ENDPOINT: stock.url });
    await stock.stop();
    expect(receiver.spans()).toEqual(stock.spans());
    expect(stock.spans()).toHaveLength(spans.length);
    const [ours, theirs] = [receiver, stock].map(({ requests }) => requests[0]);
    expect(ours?.path).toBe(theirs?.path);
    expect(ours?.headers['x-tenant']).toBe(theirs?.headers['x-tenant']);
    expect(ours?.headers['content-encoding']).toBe(theirs?.headers['content-encoding']);
  });

  it('counts what the endpoint takes and refuses', async () => {
    receiver.answer({ rejected: 2, errorMessage: 'too old' });
    const delivery = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    end(...Array.from({ length: 5 }, () => spanRecord()));
    await delivery.flush();
    expect(delivery.accounts()['otlp']).toEqual({ recorded: 5, delivered: 3, pending: 0, dropped: { rejected: 2 } });
  });

  it('drops, counted, what is sent with a wrong key, and takes the next spans all the same', async () => {
    receiver.answer({ status: 401, body: '{"error":"unknown API key - check your credentials"}' });
    const delivery = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=wrong',
    });
    end(spanRecord());
    await eventually(() => expect(delivery.accounts()['otlp']?.dropped).toEqual({ unauthorized: 1 }));
    end(spanRecord());
    expect(delivery.accounts()['otlp']).toMatchObject({ recorded: 2, delivered: 0 });
  });

  it('sends smaller batches to an endpoint that finds one too large, and loses nothing', async () => {
    receiver.answer((request) => (Number(request.headers['content-length']) > 40_000 ? { status: 413 } : {}));
    const delivery = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_COMPRESSION: 'none' });
    end(...Array.from({ length: 640 }, (_, number) => spanRecord({ name: `span ${number}` })));
    await delivery.flush();
    expect(receiver.requests.some((request) => request.status === 413)).toBe(true);
    expect(new Set(receiver.spans().map((span) => span.name)).size).toBe(640);
    expect(delivery.accounts()['otlp']).toEqual({ recorded: 640, delivered: 640, pending: 0, dropped: {} });
  });

  it('is off without a variable, and says which would turn it on', async () => {
    const delivery = await start({});
    end(spanRecord());
    expect(delivery.accounts()).toEqual({});
    expect(delivery.statuses()).toEqual([
      { sink: 'otlp', state: 'off', variable: 'HONEYCOMB_API_KEY or OTEL_EXPORTER_OTLP_ENDPOINT' },
    ]);
  });

  it('says where it sends without what the URL keeps secret', async () => {
    const withSecrets = receiver.url.replace('//', '//user:word@');
    const delivery = await start({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${withSecrets}/v1/traces?token=secret` });
    expect(delivery.statuses()).toEqual([{ sink: 'otlp', state: 'on', to: `${receiver.url}/v1/traces` }]);
  });

  it('gives a destination that another module adds the same bytes, under accounts of its own', async () => {
    const second = await OtlpReceiver.start();

    @Injectable()
    class SecondDestination {
      constructor(destinations: OtlpDestinations) {
        const traces = {
          url: `${second.url}/v1/traces`,
          headers: {},
          encoding: 'protobuf',
          gzip: false,
          timeoutMs: 1_000,
          keyVariable: '',
        } as const;
        destinations.add({ sink: 'console', traces, flushIntervalMs: 100 });
      }
    }

    @Module({ imports: [OtlpModule], providers: [SecondDestination] })
    class SecondModule {}

    const delivery = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url }, SecondModule);
    end(spanRecord({ name: 'first' }), spanRecord({ name: 'second' }));
    await delivery.flush();
    await second.stop();
    expect(second.requests[0]?.body).toEqual(receiver.requests[0]?.body);
    expect(Object.keys(delivery.accounts()).toSorted()).toEqual(['console', 'otlp']);
    expect(delivery.accounts()['console']).toMatchObject({ recorded: 2, delivered: 2 });
  });

  it('brings the log lines too where that is asked for, with the ids of their request', async () => {
    const delivery = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_LOGS_EXPORTER: 'otlp' });
    const logger = app?.get<Logger>(WINSTON_LOGGER, { strict: false });
    const { traceId, spanId, traceFlags } = spanRecord();
    const request = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags });
    context.with(request, () => logger?.warn('Hello Cloudwatch!', { context: 'Home', length: 3 }));
    await delivery.flush();
    expect(receiver.logs()).toMatchObject([
      {
        body: 'Hello Cloudwatch!',
        severityNumber: 13,
        severityText: 'warn',
        attributes: { context: 'Home', length: 3 },
        traceId,
        spanId,
        flags: traceFlags,
        resource: { attributes: { 'service.name': 'backend-nest' } },
      },
    ]);
    expect(delivery.accounts()['otlp.logs']).toEqual({ recorded: 1, delivered: 1, pending: 0, dropped: {} });
  });

  it('sends no log lines unless asked', async () => {
    const delivery = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    app?.get<Logger>(WINSTON_LOGGER, { strict: false }).warn('stays here');
    await delivery.flush();
    expect(receiver.logs()).toEqual([]);
    expect(delivery.accounts()).not.toHaveProperty('otlp.logs');
  });
});

function variousSpans(): SpanRecord[] {
  const scope = { name: 'home.activities', version: '0.1.0', schemaUrl: 'https://opentelemetry.io/schemas/1.37.0' };
  const { scope: httpScope, resource } = spanRecord();
  return [
    spanRecord({
      scope: httpScope,
      resource,
      parentSpanId: '00f067aa0ba902b7',
      parentIsRemote: true,
      traceState: 'vendor=1',
    }),
    spanRecord({
      scope,
      resource,
      parentSpanId: 'eee19b7ec3c1b174',
      kind: SpanKind.INTERNAL,
      attributes: {
        'app.now': '2026-11-21',
        'app.result_length': 3,
        'app.ratio': 0.5,
        'app.flags': [true, false],
        'app.empty': [],
        text: 'ü 😀',
      },
      events: [spanEventRecord({ attributes: { hit: false }, droppedAttributesCount: 1 })],
      links: [spanLinkRecord({ isRemote: true, traceState: 'a=1', attributes: { kind: 'retry' } })],
      status: { code: SpanStatusCode.ERROR, message: 'no honor' },
      droppedAttributesCount: 1,
      droppedEventsCount: 2,
      droppedLinksCount: 3,
    }),
  ];
}

import type { Server } from 'node:http';
import perfHooks from 'node:perf_hooks';
import { Controller, Get, HttpCode, type INestApplication, InternalServerErrorException, Param } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { Test } from '@nestjs/testing';
import { ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { MetricService, TraceService } from 'nestjs-otel';
import request from 'supertest';
import { DeliveryModule, DeliveryService, type DeliveryProtocol } from '../src/delivery/index.js';
import { MetricsModule } from '../src/metrics/index.js';
import { AdoptingIdGenerator } from '../src/tracing/adopting-id-generator.js';
import { TracingModule, telemetry } from '../src/tracing/index.js';
import { ServerSpans } from '../src/tracing/server-spans.js';
import { Trust } from '../src/tracing/trust.js';
import { ViewerModule } from '../src/viewer/index.js';
import { MetricsReader } from './metrics-reader.js';
import { eventually } from './support/eventually.js';

@Controller('shelf')
class ShelfController {
  @Get(':id')
  @HttpCode(206)
  read(@Param('id') id: string): string[] {
    return [id];
  }

  @Get('broken/one')
  fail(): never {
    throw new InternalServerErrorException();
  }
}

const of = (sink: string) => ({ 'otel.component.name': sink, 'otel.component.type': 'DeliveryQueue' });

/** Takes everything and sends nothing: what counts here is what the accounts say. */
const protocol: DeliveryProtocol = {
  framing: { prefix: '', separator: '', suffix: '' },
  gzip: false,
  limits: { maxBatchBytes: 1, maxBatchGroups: 1, flushIntervalMs: 1, attemptTimeoutMs: 1, maxInFlight: 1 },
  send: async () => ({ kind: 'delivered' }),
};

async function startApp(): Promise<INestApplication<Server>> {
  const modules = [ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true }), ViewerModule, TracingModule];
  const tested = Test.createTestingModule({
    imports: [...modules, DeliveryModule, MetricsModule],
    controllers: [ShelfController],
  });
  const app = (await tested.compile()).createNestApplication<INestApplication<Server>>({ logger: false });
  return app.init();
}

describe('the metrics, with a meter provider', () => {
  const serverSpans = new ServerSpans({
    tracer: trace.getTracer('test'),
    contextManager: new AsyncLocalStorageContextManager(),
    idGenerator: new AdoptingIdGenerator(),
    requests: telemetry.requests,
    trust: new Trust(undefined),
    readXRay: true,
    rootContext: ROOT_CONTEXT,
  });
  let reader: MetricsReader;
  let app: INestApplication<Server>;

  beforeAll(() => serverSpans.start());
  afterAll(() => serverSpans.stop());
  beforeEach(async () => {
    reader = new MetricsReader();
    app = await startApp();
  });
  afterEach(async () => {
    await app.close();
    await reader.stop();
  });

  it('count each request by method, route and status, in seconds and in the advised buckets', async () => {
    const startedAtMs = performance.now();
    await request(app.getHttpServer()).get('/shelf/1').expect(206);
    await request(app.getHttpServer()).get('/shelf/2').expect(206);
    await request(app.getHttpServer()).get('/shelf/broken/one').expect(500);
    await request(app.getHttpServer()).get('/nowhere').expect(404);

    const data = await reader.read('http.server.request.duration');
    expect(data?.descriptor.unit).toBe('s');
    const points = await reader.points('http.server.request.duration');
    const common = { 'http.request.method': 'GET', 'url.scheme': 'http', 'network.protocol.version': '1.1' };
    expect(points.map(({ attributes }) => attributes)).toEqual([
      { ...common, 'http.route': '/shelf/:id', 'http.response.status_code': 206 },
      { ...common, 'http.route': '/shelf/broken/one', 'http.response.status_code': 500, 'error.type': '500' },
      { ...common, 'http.response.status_code': 404 },
    ]);
    expect(points[0]?.value).toMatchObject({
      count: 2,
      buckets: { boundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] },
    });
    const sum = await reader.sum('http.server.request.duration');
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan((performance.now() - startedAtMs) / 1000);
  });

  it("tell each destination's accounts by OpenTelemetry's names, which add up", async () => {
    const delivery = app.get(DeliveryService);
    const spans = delivery.openQueue({ sink: 'xray', destination: 'here', protocol, unit: 'span' }).accounts;
    const lines = delivery.openQueue({ sink: 'cloudwatch', destination: 'here', protocol, unit: 'log event' }).accounts;
    const items = delivery.openQueue({ sink: 'rollbar', destination: 'here', protocol, unit: 'item' }).accounts;
    spans.record(10);
    spans.deliver(5);
    spans.drop('queue_full', 2);
    spans.drop('rejected', 1);
    lines.record(4);
    lines.deliver(4);
    items.record(1);

    await expect(reader.points('otel.sdk.exporter.span.exported')).resolves.toEqual([
      { attributes: of('xray'), value: 5 },
      { attributes: { ...of('xray'), 'error.type': 'queue_full' }, value: 2 },
      { attributes: { ...of('xray'), 'error.type': 'rejected' }, value: 1 },
    ]);
    await expect(reader.points('otel.sdk.exporter.span.inflight')).resolves.toEqual([
      { attributes: of('xray'), value: 2 },
    ]);
    await expect(reader.points('otel.sdk.exporter.log.exported')).resolves.toEqual([
      { attributes: of('cloudwatch'), value: 4 },
    ]);
    await expect(reader.points('otel.sdk.exporter.log.inflight')).resolves.toEqual([
      { attributes: of('cloudwatch'), value: 0 },
    ]);
    await expect(reader.points('app.delivery.item.exported')).resolves.toEqual([
      { attributes: of('rollbar'), value: 0 },
    ]);
    await expect(reader.points('app.delivery.item.inflight')).resolves.toEqual([
      { attributes: of('rollbar'), value: 1 },
    ]);

    spans.deliver(2);
    await expect(reader.points('otel.sdk.exporter.span.inflight')).resolves.toEqual([
      { attributes: of('xray'), value: 0 },
    ]);
    await expect(reader.read('otel.sdk.exporter.span.exported')).resolves.toMatchObject({
      descriptor: { unit: '{span}' },
      isMonotonic: true,
    });
  });

  it('tell how each queue fares: what it holds, its breaker, and when and why it last failed', async () => {
    const away: DeliveryProtocol = { ...protocol, send: async () => ({ kind: 'retry', because: 'HTTP 503' }) };
    const before = Date.now() / 1000;
    const queue = app.get(DeliveryService).openQueue({ sink: 'otlp', destination: 'here', protocol: away });
    await expect(reader.points('app.delivery.last_error.time')).resolves.toEqual([]);
    queue.accounts.record(1);
    queue.add({ bytes: Buffer.from('{}'), items: 1 });

    const [error] = await eventually(async () => {
      const points = await reader.points('app.delivery.last_error.time');
      expect(points).toHaveLength(1);
      return points;
    });
    expect(error?.attributes).toEqual({ ...of('otlp'), 'error.message': 'HTTP 503' });
    expect(error?.value).toBeGreaterThanOrEqual(before);
    const [size] = await reader.points('app.delivery.queue.size');
    expect(size).toEqual({ attributes: of('otlp'), value: queue.condition().heldBytes });
    expect(size?.value).toBeGreaterThan(0);
    const breaker = Object.fromEntries(
      (await reader.points('app.delivery.breaker.state')).map(({ attributes, value }) => [
        attributes['app.delivery.breaker.state'],
        value,
      ]),
    );
    expect(Object.values(breaker).filter((value) => value !== 0)).toEqual([1]);
    expect(Object.keys(breaker)).toEqual(['closed', 'open', 'half_open']);
  });

  it("have nestjs-otel's host and process metrics, and its services for whoever injects them", async () => {
    const names = ['process.cpu.time', 'process.memory.usage', 'system.cpu.time', 'system.memory.usage'];
    for (const name of names) expect((await reader.points(name)).length).toBeGreaterThan(0);
    app.get(MetricService, { strict: false }).getCounter('app.books.read').add(3);
    await expect(reader.points('app.books.read')).resolves.toEqual([{ attributes: {}, value: 3 }]);
    expect(app.get(TraceService, { strict: false }).startSpan('by hand').isRecording()).toBe(false);
  });

  it('tell of the event loop and of the heap, until the application ends', async () => {
    const watch = jest.spyOn(perfHooks, 'monitorEventLoopDelay');
    try {
      const second = await startApp();
      expect((await reader.points('v8js.memory.heap.used')).length).toBeGreaterThan(0);
      await expect(reader.points('nodejs.eventloop.utilization')).resolves.toHaveLength(1);
      const histogram = watch.mock.results[0]?.value as perfHooks.IntervalHistogram;
      await second.close();
      expect(histogram.disable()).toBe(false); // it was over already
    } finally {
      watch.mockRestore();
    }
  });

  it('end with the application: another one in the same process is not counted twice', async () => {
    await app.close();
    expect(telemetry.requests.size).toBe(0);
    app = await startApp();
    await request(app.getHttpServer()).get('/shelf/1').expect(206);
    await expect(reader.points('http.server.request.duration')).resolves.toMatchObject([{ value: { count: 1 } }]);
  });
});

describe('the metrics, without a meter provider', () => {
  it('measure nothing, and do not watch the event loop, which would wake an idle process a hundred times a second', async () => {
    const watch = jest.spyOn(perfHooks, 'monitorEventLoopDelay');
    const app = await startApp();
    expect(telemetry.requests.size).toBe(1); // the wide events', whose spans are measured anyway
    expect(watch).not.toHaveBeenCalled();
    watch.mockRestore();
    await app.close();
  });
});

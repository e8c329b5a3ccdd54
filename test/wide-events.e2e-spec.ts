import type { Server } from 'node:http';
import { Controller, Get, type INestApplication, UseInterceptors, type NestInterceptor } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { Test } from '@nestjs/testing';
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { WideEventInterceptor, WideEventService } from 'nestjs-otel';
import request from 'supertest';
import { DeliveryModule } from '../src/delivery/index.js';
import { MetricsModule } from '../src/metrics/index.js';
import { AdoptingIdGenerator } from '../src/tracing/adopting-id-generator.js';
import { TracingModule, telemetry } from '../src/tracing/index.js';
import { ServerSpans } from '../src/tracing/server-spans.js';
import { Trust } from '../src/tracing/trust.js';
import { ViewerModule } from '../src/viewer/index.js';
import { SpanRecorder } from './span-recorder.js';

/** A span of its own around all that follows, as somebody's instrumentation may bring it. */
const inner: NestInterceptor = {
  intercept: (_execution, next) => {
    const span = trace.getTracer('test').startSpan('inner');
    return context.with(trace.setSpan(context.active(), span), () => {
      span.end();
      return next.handle();
    });
  },
};

@Controller('cart')
@UseInterceptors(inner, WideEventInterceptor)
class CartController {
  constructor(private readonly event: WideEventService) {}

  @Get()
  read(): object {
    this.event.set('cart.items', 3);
    return {};
  }
}

describe('a wide event of nestjs-otel', () => {
  const recorder = new SpanRecorder();
  const contextManager = new AsyncLocalStorageContextManager();
  const serverSpans = new ServerSpans({
    tracer: trace.getTracer('test'),
    contextManager,
    idGenerator: new AdoptingIdGenerator(),
    requests: telemetry.requests,
    trust: new Trust(undefined),
    readXRay: true,
    rootContext: ROOT_CONTEXT,
  });
  let app: INestApplication<Server>;

  beforeAll(async () => {
    context.disable();
    context.setGlobalContextManager(contextManager.enable());
    serverSpans.start();
    const modules = [ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true }), ViewerModule, TracingModule];
    const tested = Test.createTestingModule({
      imports: [...modules, DeliveryModule, MetricsModule],
      controllers: [CartController],
    });
    app = (await tested.compile()).createNestApplication<INestApplication<Server>>({ logger: false });
    await app.init();
  });

  afterAll(async () => {
    serverSpans.stop();
    await app.close();
    await recorder.stop();
  });

  it("is on the request's SERVER span, whatever span is active when it is opened", async () => {
    await request(app.getHttpServer()).get('/cart').expect(200);
    const server = recorder.spans.find(({ name }) => name === 'GET /cart');
    expect(server?.attributes).toMatchObject({ 'cart.items': 3, 'code.function.name': 'CartController.read' });
  });

  it('costs no layer of Express beside the one middleware of ours', () => {
    const { router } = app.getHttpAdapter().getInstance() as { router: { stack: { name: string }[] } };
    expect(router.stack.filter(({ name }) => name === 'handler')).toHaveLength(1);
  });
});

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import {
  Controller,
  Get,
  type INestApplication,
  type MiddlewareConsumer,
  Module,
  type NestModule,
  NotFoundException,
  UseInterceptors,
} from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { context, trace } from '@opentelemetry/api';
import { of } from 'rxjs';
import request from 'supertest';
import { MetricsReader } from '../../../test/metrics-reader.js';
import { SpanRecorder } from '../../../test/span-recorder.js';
import { ViewerModule } from '../../viewer/index.js';
import { withServerRequest } from '../active-request.js';
import { ServedRequest } from '../served-request.js';
import { HandlerDurationInterceptor } from './handler-duration.interceptor.js';
import { RequestFactsInterceptor } from './request-facts.interceptor.js';

@Controller('books')
@UseInterceptors(RequestFactsInterceptor, HandlerDurationInterceptor)
class BooksController {
  @Get()
  async list(): Promise<string[]> {
    return ['one', 'two', 'three'];
  }

  @Get('observed')
  observed() {
    return of(['one']);
  }

  @Get('single')
  single(): object {
    return { title: 'one' };
  }

  @Get('missing')
  missing(): never {
    throw new NotFoundException();
  }

  @Get('broken')
  broken(): never {
    throw new RangeError('off the shelf');
  }
}

@Module({ imports: [ViewerModule], controllers: [BooksController] })
class BooksModule implements NestModule {
  /** Stands where the server span does in the running service. */
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply((incoming: IncomingMessage, response: ServerResponse, next: () => void) => {
        const span = trace.getTracer('test').startSpan('request');
        const served = new ServedRequest(
          incoming,
          response,
          span.spanContext(),
          undefined,
          '127.0.0.1',
          performance.now(),
        );
        response.once('finish', () => span.end());
        context.with(withServerRequest(trace.setSpan(context.active(), span), served), next);
      })
      .forRoutes('{*path}');
  }
}

describe('the interceptors of a handler', () => {
  let recorder: SpanRecorder;
  let reader: MetricsReader;
  let app: INestApplication<Server>;

  beforeEach(async () => {
    recorder = new SpanRecorder();
    reader = new MetricsReader();
    const tested = await Test.createTestingModule({ imports: [BooksModule] }).compile();
    app = await tested.createNestApplication<INestApplication<Server>>({ logger: false }).init();
  });
  afterEach(async () => {
    await app.close();
    await recorder.stop();
    await reader.stop();
  });

  const get = (path: string) => request(app.getHttpServer()).get(path);

  it.each([
    ['/books', 200, { 'enduser.id': 'andrewbrown', 'app.result_length': 3 }],
    ['/books/observed', 200, { 'enduser.id': 'andrewbrown', 'app.result_length': 1 }],
    ['/books/single', 200, { 'enduser.id': 'andrewbrown' }],
    ['/books/missing', 404, { 'enduser.id': 'andrewbrown' }],
  ])('put who asked and how much was given on the active span: %s', async (path, status, attributes) => {
    await get(path).expect(status);
    expect(recorder.span.attributes).toEqual(attributes);
  });

  it("record the handler's time in seconds, by route and handler", async () => {
    const startedAtMs = performance.now();
    await get('/books').expect(200);
    await get('/books').expect(200);
    const data = await reader.read('app.handler.duration');
    expect(data?.descriptor.unit).toBe('s');
    const [point, ...others] = await reader.points('app.handler.duration');
    expect(others).toEqual([]);
    expect(point).toMatchObject({
      attributes: { 'http.route': '/books', 'code.function.name': 'BooksController.list' },
      value: { count: 2 },
    });
    const elapsedS = (performance.now() - startedAtMs) / 1000;
    await expect(reader.sum('app.handler.duration')).resolves.toBeLessThan(elapsedS);
  });

  it('tell a failure apart, and do not take an exception below 500 for one', async () => {
    await get('/books/broken').expect(500);
    await get('/books/missing').expect(404);
    const points = await reader.points('app.handler.duration');
    expect(points.map(({ attributes }) => attributes)).toEqual([
      { 'http.route': '/books/broken', 'code.function.name': 'BooksController.broken', 'error.type': 'RangeError' },
      { 'http.route': '/books/missing', 'code.function.name': 'BooksController.missing' },
    ]);
  });

  it('do without a span and without a meter provider', async () => {
    await recorder.stop();
    await reader.stop();
    const { body } = await get('/books').expect(200);
    expect(body).toEqual(['one', 'two', 'three']);
  });
});

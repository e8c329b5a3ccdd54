import { Global, type MiddlewareConsumer, Module, type NestModule, type OnApplicationBootstrap } from '@nestjs/common';
import { TELEMETRY, telemetry } from './telemetry-handle.js';
import { ViewerMiddleware } from './viewer.middleware.js';

/** Gives Nest the process's telemetry handle, and closes its waiting list once every sink has attached. */
@Global()
@Module({ providers: [{ provide: TELEMETRY, useValue: telemetry }], exports: [TELEMETRY] })
export class TracingModule implements NestModule, OnApplicationBootstrap {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ViewerMiddleware).forRoutes('{*path}');
  }

  onApplicationBootstrap(): void {
    telemetry.spans.bootCompleted();
  }
}

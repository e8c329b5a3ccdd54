import { AsyncResource } from 'node:async_hooks';
import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';

/**
 * Runs work as if it had been started at boot: outside of whatever request called, so that no timer or socket keeps a
 * request's context, and with tracing suppressed, so that no send becomes a span.
 */
export class CleanScope {
  private readonly resource = new AsyncResource('TelemetryDelivery');

  run<Result>(work: () => Result): Result {
    return this.resource.runInAsyncScope(() => context.with(suppressTracing(ROOT_CONTEXT), work));
  }
}

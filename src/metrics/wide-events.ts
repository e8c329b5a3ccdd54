import type { DynamicModule, NestModule, Type } from '@nestjs/common';
import { trace, type Span } from '@opentelemetry/api';
import { WIDE_EVENT_ROOT_SPAN } from 'nestjs-otel';
import type { RequestListener, ServerRequest } from '../tracing/index.js';

/**
 * Notes the SERVER span on its request, where nestjs-otel's WideEventInterceptor looks for it: what its own middleware does
 * with one more layer of Express for every request.
 */
export class WideEventRoot implements RequestListener {
  onRequest({ request }: ServerRequest): void {
    (request as { [WIDE_EVENT_ROOT_SPAN]?: Span | undefined })[WIDE_EVENT_ROOT_SPAN] = trace.getActiveSpan();
  }
}

/** nestjs-otel's module with everything in it but the middleware that `WideEventRoot` stands in for. */
export function withoutMiddleware(otel: DynamicModule): DynamicModule {
  const imports = (otel.imports as DynamicModule[]).map((core) => {
    const CoreModule = core.module as Type<NestModule>;
    // A class of its own, as the package's may be in use elsewhere; injection and scope are inherited.
    return { ...core, module: class OpenTelemetryCoreModule extends CoreModule { override configure(): void {} } }; // prettier-ignore
  });
  return { ...otel, imports };
}

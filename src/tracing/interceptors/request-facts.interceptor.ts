import type { IncomingMessage } from 'node:http';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { type Observable, tap } from 'rxjs';
import { ViewerService } from '../../viewer/index.js';

/**
 * Puts on the active span what HTTP does not say of a request: who asked (`enduser.id`), and how much the handler gave
 * (`app.result_length`, where it gave a list).
 */
@Injectable()
export class RequestFactsInterceptor implements NestInterceptor {
  constructor(private readonly viewer: ViewerService) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const span = trace.getActiveSpan();
    if (span === undefined || !span.isRecording()) return next.handle();
    if (execution.getType() === 'http') {
      span.setAttribute(
        'enduser.id',
        this.viewer.current(execution.switchToHttp().getRequest<IncomingMessage>()).handle,
      );
    }
    return next.handle().pipe(
      tap((result: unknown) => {
        if (Array.isArray(result)) span.setAttribute('app.result_length', result.length);
      }),
    );
  }
}

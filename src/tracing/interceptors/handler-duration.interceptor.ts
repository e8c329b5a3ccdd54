import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Attributes, type Histogram, metrics } from '@opentelemetry/api';
import { ATTR_CODE_FUNCTION_NAME, ATTR_ERROR_TYPE, ATTR_HTTP_ROUTE } from '@opentelemetry/semantic-conventions';
import { type Observable, tap } from 'rxjs';
import { packageVersion } from '../../config/index.js';
import { redactor } from '../../redaction/index.js';
import { activeRequest } from '../active-request.js';
import { describeThrown } from '../span/describe-thrown.js';
import { expectedRejection } from '../span/expected-rejection.js';

/** Handlers take far less than requests may: the first buckets are finer than those of `http.server.request.duration`. */
const BUCKETS_S = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * Records the handler's own time, pipes included, as `app.handler.duration` in seconds, by route and handler. A failure
 * adds `error.type`; an exception below 500 is an answer and does not.
 */
@Injectable()
export class HandlerDurationInterceptor implements NestInterceptor {
  // Nest builds this after the SDK has started: the meter of a provider that comes later would stay without effect.
  private readonly duration: Histogram = metrics
    .getMeter('cruddur.handler', packageVersion())
    .createHistogram('app.handler.duration', {
      description: 'Time a route handler took to give its result.',
      unit: 's',
      advice: { explicitBucketBoundaries: BUCKETS_S },
    });

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const startedAtMs = performance.now();
    const attributes: Attributes = {
      [ATTR_CODE_FUNCTION_NAME]: `${execution.getClass().name}.${execution.getHandler().name}`,
    };
    const route = activeRequest()?.route;
    if (route !== undefined) attributes[ATTR_HTTP_ROUTE] = route;
    return next.handle().pipe(
      tap({
        error: (thrown: unknown) => {
          if (expectedRejection(thrown) === undefined) {
            // A metric's attributes pass no fan-out: what the program named its error is redacted here.
            attributes[ATTR_ERROR_TYPE] = redactor.ruleFor(describeThrown(thrown).name).name;
          }
        },
        finalize: () => this.duration.record((performance.now() - startedAtMs) / 1000, attributes),
      }),
    );
  }
}

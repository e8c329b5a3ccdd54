import { Catch, ServiceUnavailableException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { activeTraceIds } from '../tracing/index.js';

/**
 * Answers a probe that comes during the shutdown. The global exception filter would report it as a failure of the service, once
 * for every probe, and it is none.
 */
@Catch(ServiceUnavailableException)
export class NotReadyFilter implements ExceptionFilter<ServiceUnavailableException> {
  catch(_exception: ServiceUnavailableException, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<Response>().status(503).json({
      statusCode: 503,
      message: 'The service is shutting down',
      error: 'Service Unavailable',
      traceId: activeTraceIds()?.traceId,
    });
  }
}

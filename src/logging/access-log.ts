import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'winston';
import { redactor } from '../redaction/index.js';
import { TELEMETRY, type FinishedServerRequest, type RequestListener, type Telemetry } from '../tracing/index.js';
import { accessLine } from './access-line.js';
import { logInfo } from './log-info.js';
import { WINSTON_LOGGER } from './logging.tokens.js';

/**
 * One line a request. At level info whatever the status: it is a record of what was answered, and a failure already has
 * its own line at error. The ids are the request's own, as its end may run outside any context.
 */
@Injectable()
export class AccessLog implements RequestListener, OnModuleInit, OnApplicationShutdown {
  private detach: (() => void) | undefined;

  constructor(
    @Inject(WINSTON_LOGGER) private readonly logger: Logger,
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
  ) {}

  onModuleInit(): void {
    this.detach = this.telemetry.attachRequestListener('access log', this);
  }

  onApplicationShutdown(): void {
    this.detach?.();
  }

  onFinish(finished: FinishedServerRequest): void {
    if (!this.logger.isLevelEnabled('info')) return;
    const nowMs = Date.now();
    const { spanContext: ids, enduserId } = finished;
    const content = () => accessLine(finished, nowMs, redactor);
    this.logger.log(logInfo('info', [], { context: 'Access', ids, enduserId, content }));
  }
}

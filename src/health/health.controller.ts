import { Controller, Get, UseFilters } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Describe } from '../http/index.js';
import { healthDocs } from './health.docs.js';
import { NotReadyFilter } from './not-ready.filter.js';
import { ReadinessService } from './readiness.service.js';

@Controller('health')
@UseFilters(NotReadyFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly readiness: ReadinessService,
  ) {}

  /** The process answers: that is all there is to being alive. */
  @Get('live')
  @Describe(healthDocs.live)
  live(): Promise<HealthCheckResult> {
    return this.health.check([() => this.indicators.check('process').up()]);
  }

  @Get('ready')
  @Describe(healthDocs.ready)
  ready(): Promise<HealthCheckResult> {
    const service = this.indicators.check('service');
    return this.health.check([() => (this.readiness.isShuttingDown ? service.down() : service.up())]);
  }
}

import { Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { metrics } from '@opentelemetry/api';
import { OpenTelemetryModule } from 'nestjs-otel';
import { packageVersion } from '../config/index.js';
import { DeliveryService } from '../delivery/index.js';
import { TELEMETRY, type Telemetry } from '../tracing/index.js';
import { observeDelivery } from './delivery-metrics.js';
import { isMeterProviderOn } from './meter-provider.js';
import { RequestDurationMetric } from './request-duration.metric.js';
import { observeRuntime } from './runtime-metrics.js';
import { WideEventRoot, withoutMiddleware } from './wide-events.js';

/**
 * nestjs-otel's module, whose MetricService and TraceService any provider may inject, with its host and process metrics;
 * and ours. Where nobody reads metrics nothing is measured.
 */
@Module({
  imports: [
    withoutMiddleware(
      OpenTelemetryModule.forRootAsync({ useFactory: () => ({ metrics: { hostMetrics: isMeterProviderOn() } }) }),
    ),
  ],
})
export class MetricsModule implements OnModuleInit, OnApplicationShutdown {
  private readonly stops: (() => void)[] = [];

  constructor(
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
    private readonly delivery: DeliveryService,
  ) {}

  async onModuleInit(): Promise<void> {
    this.stops.push(this.telemetry.attachRequestListener('wide events', new WideEventRoot()));
    if (!isMeterProviderOn()) return;
    const meter = metrics.getMeter('cruddur.metrics', packageVersion());
    this.stops.push(
      this.telemetry.attachRequestListener('metrics', new RequestDurationMetric(meter)),
      observeDelivery(meter, this.delivery),
      await observeRuntime(),
    );
  }

  onApplicationShutdown(): void {
    for (const stop of this.stops.splice(0)) stop();
  }
}

import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { packageVersion } from '../config/index.js';
import type { DeliveryService } from '../delivery/index.js';
import { observeDelivery } from '../metrics/index.js';
import type { Telemetry } from '../tracing/index.js';
import type { ConsoleTarget } from './console.config.js';
import { ConsoleMetricExporter } from './console.metric-exporter.js';

const METRICS_EVERY_MS = 2_000;

export interface ConsoleMetricsOptions {
  readonly target: ConsoleTarget;
  readonly delivery: DeliveryService;
  readonly resource: Telemetry['resource'];
  readonly isUp: () => boolean;
}

/** Sends the accounts of all destinations to the console. @returns what sends the last ones and stops. */
export function sendMetrics({ target, delivery, resource, isUp }: ConsoleMetricsOptions): () => Promise<void> {
  const metrics = new MeterProvider({
    resource: resourceFromAttributes(resource?.attributes ?? {}),
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new ConsoleMetricExporter(target, isUp),
        exportIntervalMillis: METRICS_EVERY_MS,
        exportTimeoutMillis: METRICS_EVERY_MS,
      }),
    ],
  });
  const stopObserving = observeDelivery(metrics.getMeter('cruddur.metrics', packageVersion()), delivery);
  return async () => {
    await metrics.shutdown();
    stopObserving();
  };
}

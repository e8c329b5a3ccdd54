import { createNoopMeter, metrics } from '@opentelemetry/api';

/** Whether anybody will read metrics: without a provider every meter is the API's one that does nothing. */
export function isMeterProviderOn(): boolean {
  return metrics.getMeterProvider().getMeter('cruddur.metrics') !== createNoopMeter();
}

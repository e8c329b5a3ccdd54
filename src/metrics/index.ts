// Owns: the metrics of this service: nestjs-otel's module, requests by OpenTelemetry's HTTP names, every destination's accounts, the runtime's.
// Does not: start the meter provider or its exporter (the SDK does), nor count anything that a room counts itself.
// May be imported by app.module.ts, and by a room with a reader of its own for the accounts.
export { observeDelivery } from './delivery-metrics.js';
export { MetricsModule } from './metrics.module.js';

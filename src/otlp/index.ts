// Owns: OTLP/HTTP: its encodings, its variables, what its answers mean, and the list of its destinations.
// Does not: wait, retry or count (delivery), sample or redact (tracing), nor export metrics (the SDK does, by otlpMetricsEnvironment).
// May be imported by app.module, instrumentation, and by a module that adds a destination to the list.
export { HONEYCOMB_KEY_HEADER, isHoneycomb } from './honeycomb.js';
export { otlpMetricsEndpoint, otlpMetricsEnvironment } from './metrics-environment.js';
export type { OtlpDestination, OtlpEndpoint, UnsignedRequest } from './otlp-destination.js';
export { OtlpDestinations } from './otlp-destinations.js';
export { otlpConfig, type OtlpConfig } from './otlp.config.js';
export { OtlpModule } from './otlp.module.js';

import { defineConfig, type Environment } from '../config/index.js';
import type { OtlpEndpoint } from './otlp-destination.js';
import { formatHeaders } from './otlp-headers.js';
import { otlpVariables } from './otlp-variables.js';
import { hasEndpoint, signalEndpoint } from './signal-endpoint.js';

const metricsConfig = defineConfig('otlp-metrics', otlpVariables, (variables) => {
  const wanted = variables.OTEL_METRICS_EXPORTER ?? (hasEndpoint(variables, 'METRICS') ? 'otlp' : 'none');
  return { endpoint: wanted === 'otlp' ? signalEndpoint(variables, 'METRICS') : undefined };
});

/** Where metrics go; undefined where they go nowhere. @throws ConfigError */
export function otlpMetricsEndpoint(environment: Environment): OtlpEndpoint | undefined {
  return metricsConfig.from(environment).endpoint;
}

/**
 * The variables by which NodeSDK, which reads its metric exporter from the environment, does with metrics what this room
 * does with spans: same precedence, same defaults, same rule about Honeycomb's key. Without an endpoint there are none:
 * the key alone sends traces only, metrics are billed apart.
 *
 * @throws ConfigError
 */
export function otlpMetricsEnvironment(environment: Environment): Record<string, string> {
  const endpoint = otlpMetricsEndpoint(environment);
  if (endpoint === undefined) return { OTEL_METRICS_EXPORTER: 'none' };
  const headers = formatHeaders(endpoint.headers);
  return {
    OTEL_METRICS_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: endpoint.url,
    ...(headers ? { OTEL_EXPORTER_OTLP_METRICS_HEADERS: headers } : {}),
    OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: `http/${endpoint.encoding}`,
    OTEL_EXPORTER_OTLP_METRICS_COMPRESSION: endpoint.gzip ? 'gzip' : 'none',
    OTEL_EXPORTER_OTLP_METRICS_TIMEOUT: String(endpoint.timeoutMs),
  };
}

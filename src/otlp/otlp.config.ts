import { defineConfig, type ConfigOf } from '../config/index.js';
import { otlpVariables } from './otlp-variables.js';
import { signalEndpoint } from './signal-endpoint.js';

/**
 * The destination that the environment names. The stock exporter's own reading of these variables is not used: it looks
 * at `process.env` only, and goes on with a warning where a value is wrong.
 */
export const otlpConfig = defineConfig('otlp', otlpVariables, (variables) => ({
  traces: variables.OTEL_TRACES_EXPORTER === 'none' ? undefined : signalEndpoint(variables, 'TRACES'),
  tracesExporter: variables.OTEL_TRACES_EXPORTER,
  logs: variables.OTEL_LOGS_EXPORTER === 'otlp' ? signalEndpoint(variables, 'LOGS') : undefined,
  logsExporter: variables.OTEL_LOGS_EXPORTER,
}));

export type OtlpConfig = ConfigOf<typeof otlpConfig>;

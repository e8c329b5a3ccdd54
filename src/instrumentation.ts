import { loadEnvironment, serviceConfig } from './config/index.js';
import { otlpMetricsEnvironment } from './otlp/metrics-environment.js';
import { redactionConfig, redactor } from './redaction/index.js';
import { refuseToBoot } from './refuse-to-boot.js';
import { type RunningSdk, startSdk } from './tracing/start-sdk.js';

/**
 * The first thing the process does: reads `.env` and starts OpenTelemetry, before anything that could be instrumented
 * is loaded. A wrong variable ends the process here, with one line.
 */
export function startInstrumentation(): RunningSdk {
  try {
    const environment = loadEnvironment();
    redactor.configure(redactionConfig.from(environment));
    Object.assign(process.env, otlpMetricsEnvironment(environment));
    return startSdk(environment, serviceConfig.from(environment));
  } catch (error) {
    return refuseToBoot(error);
  }
}

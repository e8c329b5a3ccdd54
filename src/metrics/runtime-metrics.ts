import { metrics } from '@opentelemetry/api';

/**
 * This process's event loop, heap and garbage collections (`nodejs.*`, `v8js.*`). Watching the event loop wakes an idle
 * process a hundred times a second, so it is for where somebody reads, and not even loaded elsewhere.
 * @returns what ends it.
 */
export async function observeRuntime(): Promise<() => void> {
  const { RuntimeNodeInstrumentation } = await import('@opentelemetry/instrumentation-runtime-node');
  const runtime = new RuntimeNodeInstrumentation();
  runtime.setMeterProvider(metrics.getMeterProvider());
  return () => runtime.disable();
}

import { join } from 'node:path';

export interface CollectorOptions {
  /** The memory limiter's limit; the Collector needs some 20 MiB for itself, so with less it refuses everything. */
  readonly limitMib?: number;
  /** An OTLP/HTTP endpoint that everything is passed on to before it is acknowledged. Without one it goes to files. */
  readonly forwardTo?: string;
}

const signals = ['traces', 'logs', 'metrics'] as const;
export type CollectorSignal = (typeof signals)[number];

/** Where the file exporter writes what came of `signal`. */
export const exportedFile = (folder: string, signal: CollectorSignal) => join(folder, `${signal}.jsonl`);

/** The Collector's configuration: OTLP/HTTP in on `port`, nothing between that would hold back what it acknowledged. */
export function collectorConfig(
  port: number,
  folder: string,
  { limitMib = 1_024, forwardTo }: CollectorOptions,
): object {
  const exporters: Record<string, object> = forwardTo
    ? { otlp_http: { endpoint: forwardTo, sending_queue: { enabled: false }, retry_on_failure: { enabled: false } } }
    : Object.fromEntries(
        signals.map((signal) => [`file/${signal}`, { path: exportedFile(folder, signal), append: true }]),
      );
  const pipeline = (signal: string) => ({
    receivers: ['otlp'],
    processors: ['memory_limiter'],
    exporters: [forwardTo ? 'otlp_http' : `file/${signal}`],
  });
  return {
    receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:${port}` } } } },
    processors: { memory_limiter: { check_interval: '50ms', limit_mib: limitMib, spike_limit_mib: limitMib >> 1 } },
    exporters,
    service: {
      telemetry: { metrics: { level: 'none' } },
      pipelines: Object.fromEntries(signals.map((signal) => [signal, pipeline(signal)])),
    },
  };
}

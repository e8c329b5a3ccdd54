import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { AggregationTemporality, InstrumentType, type PushMetricExporter, type ResourceMetrics } from '@opentelemetry/sdk-metrics'; // prettier-ignore
import { post } from '../delivery/index.js';
import type { ConsoleTarget } from './console.config.js';
import { consoleHeaders } from './console-headers.js';

const TIMEOUT_MS = 1_500;

/** Metrics to the console while it is there. One that is lost is no loss: the next one has everything again. */
export class ConsoleMetricExporter implements PushMetricExporter {
  constructor(
    private readonly target: ConsoleTarget,
    private readonly isUp: () => boolean,
  ) {}

  export(metrics: ResourceMetrics, done: (result: ExportResult) => void): void {
    void this.send(metrics).finally(() => done({ code: ExportResultCode.SUCCESS }));
  }

  /** A gauge's points are those of this reading alone: a last error that was another one before would else stay beside it. */
  selectAggregationTemporality(instrument: InstrumentType): AggregationTemporality {
    const { DELTA, CUMULATIVE } = AggregationTemporality;
    return instrument === InstrumentType.OBSERVABLE_GAUGE ? DELTA : CUMULATIVE;
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}

  private async send(metrics: ResourceMetrics): Promise<void> {
    if (!this.isUp()) return;
    try {
      await post({
        url: `${this.target.origin}/v1/metrics`,
        headers: { ...consoleHeaders(this.target), 'content-type': 'application/x-protobuf' },
        body: ProtobufMetricsSerializer.serializeRequest(metrics) ?? new Uint8Array(),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      // The queue of this destination has the same trouble, counts it and says it.
    }
  }
}

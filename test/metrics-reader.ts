import { metrics as api } from '@opentelemetry/api';
import { metrics as sdk } from '@opentelemetry/sdk-node';

export interface ReadPoint {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly value: unknown;
}

/** The real meter provider, global for the test file; `read` gives what an exporter would have been handed. */
export class MetricsReader {
  private readonly exporter = new sdk.InMemoryMetricExporter(sdk.AggregationTemporality.CUMULATIVE);
  private readonly provider = new sdk.MeterProvider({
    readers: [new sdk.PeriodicExportingMetricReader({ exporter: this.exporter, exportIntervalMillis: 2 ** 30 })],
  });

  constructor() {
    api.setGlobalMeterProvider(this.provider);
  }

  async read(name: string): Promise<sdk.MetricData | undefined> {
    this.exporter.reset();
    await this.provider.forceFlush();
    const scopes = this.exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
    return scopes.flatMap(({ metrics }) => metrics).find(({ descriptor }) => descriptor.name === name);
  }

  async points(name: string): Promise<ReadPoint[]> {
    const data = await this.read(name);
    return data?.dataPoints.map(({ attributes, value }) => ({ attributes, value })) ?? [];
  }

  /** The sum over all points of a histogram. */
  async sum(name: string): Promise<number> {
    const data = await this.read(name);
    if (data?.dataPointType !== sdk.DataPointType.HISTOGRAM) throw new Error(`${name} is no histogram`);
    return data.dataPoints.reduce((sum, { value }) => sum + (value.sum ?? Number.NaN), 0);
  }

  async stop(): Promise<void> {
    api.disable();
    await this.provider.shutdown();
  }
}

import type { MetricPoint } from '../ingest/metric-points.js';
import { type DeliveryReport, emptyReport, enter, sinkOf } from './delivery-report.js';

/** What one process of a service says of its sinks at once. */
export interface Reading {
  readonly service: string;
  readonly instance: string;
  readonly sinks: ReadonlyMap<string, DeliveryReport>;
}

/** The readings in the points of one request; none where no point is about a destination. */
export function readingsOf(points: readonly MetricPoint[]): Reading[] {
  const readings = new Map<string, Reading & { readonly sinks: Map<string, DeliveryReport> }>();
  for (const point of points) {
    const sink = sinkOf(point);
    if (sink === undefined) continue;
    const { service, instance } = point;
    const key = JSON.stringify([service, instance]);
    const reading = readings.get(key) ?? { service, instance, sinks: new Map<string, DeliveryReport>() };
    readings.set(key, reading);
    const report = reading.sinks.get(sink) ?? emptyReport();
    reading.sinks.set(sink, report);
    enter(report, point);
  }
  return [...readings.values()];
}

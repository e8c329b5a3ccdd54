import type { Attributes } from '../../api/spans.js';
import { exactInteger } from './int64.js';
import { originOf } from './origin.js';
import type { MetricsRequest, NumberDataPoint } from './otlp-request.js';
import { plainAttributes } from './plain-value.js';

/** One number that a service reported. Histograms are not kept: nothing of the console shows them. */
export interface MetricPoint {
  readonly service: string;
  /** `service.instance.id`, else host and process, as far as the resource names them. */
  readonly instance: string;
  readonly name: string;
  readonly value: number;
  readonly attributes: Attributes;
}

export function metricPoints({ resourceMetrics }: MetricsRequest): MetricPoint[] {
  return resourceMetrics.flatMap(({ resource, scopeMetrics }) => {
    const origin = originOf(resource);
    const instance = instanceOf(origin.resource);
    return scopeMetrics.flatMap(
      ({ metrics }) =>
      metrics.flatMap(({ name, gauge, sum }) =>
        (gauge ?? sum)?.dataPoints.map((point) => ({
          service: origin.service,
          instance,
          name,
          value: valueOf(point),
          attributes: plainAttributes(point.attributes),
        })) ?? []), // prettier-ignore
    );
  });
}

function instanceOf(resource: Attributes): string {
  const { 'service.instance.id': id, 'host.name': host, 'process.pid': pid } = resource;
  return JSON.stringify(id ?? [host, pid]);
}

function valueOf(point: NumberDataPoint): number {
  return Object.hasOwn(point, 'asInt') ? Number(exactInteger(point.asInt)) : point.asDouble;
}

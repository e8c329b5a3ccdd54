import type { Destination, DestinationsAnswer } from '../../api/answers.js';
import type { MetricPoint } from '../ingest/metric-points.js';
import type { ReceivedRows } from '../store/span-store.js';
import { type DeliveryReport, emptyReport, enter, sinkOf } from './delivery-report.js';
import { freeTierMeter } from './free-tier-meter.js';
import { LogTraffic } from './log-traffic.js';
import { SinkReports } from './sink-reports.js';
import { SpanTraffic } from './span-traffic.js';

/** Anyone may send: beyond it further services have no page of their own. */
const MAX_SERVICES = 100;

interface Service {
  readonly spans: SpanTraffic;
  readonly logs: LogTraffic;
  readonly sinks: Map<string, SinkReports>;
}

/** Every destination of every service, by what the services say of them, and what a month like the last hour would come to. */
export class DestinationBook {
  private readonly services = new Map<string, Service>();

  /** @param isHoneycomb whether the sink `otlp` sends to Honeycomb: of other endpoints nobody knows a free tier. */
  constructor(
    private readonly isHoneycomb: boolean,
    private readonly now: () => number = Date.now,
  ) {}

  noteRows({ spans, logs }: ReceivedRows): void {
    for (const [service, of] of byService(spans)) this.serviceOf(service)?.spans.note(of);
    for (const [service, of] of byService(logs)) this.serviceOf(service)?.logs.note(of);
  }

  /** @returns whether one of the points was about a destination. */
  notePoints(points: readonly MetricPoint[]): boolean {
    const readings = new Map<
      string,
      { readonly of: MetricPoint; readonly sink: string; readonly report: DeliveryReport }
    >();
    for (const point of points) {
      const sink = sinkOf(point);
      if (sink === undefined) continue;
      const key = JSON.stringify([point.service, point.instance, sink]);
      const reading = readings.get(key) ?? { of: point, sink, report: emptyReport() };
      readings.set(key, reading);
      enter(reading.report, point);
    }
    for (const { of, sink, report } of readings.values()) this.sinkOf(of.service, sink)?.take(of.instance, report);
    return readings.size > 0;
  }

  answer(): DestinationsAnswer {
    const destinations = [...this.services].flatMap(([name, service]) =>
      Array.from(service.sinks, ([sink, reports]) => this.destination(name, service, sink, reports)),
    );
    return { destinations };
  }

  private destination(name: string, { spans, logs }: Service, sink: string, reports: SinkReports): Destination {
    const { unit, delivered, pending, dropped, queueBytes, breaker, lastError } = reports.summary;
    const lost = Object.values(dropped).reduce((sum, items) => sum + items, 0);
    const delivers = { sink, isHoneycomb: this.isHoneycomb, thisHour: reports.deliveredThisHour.total };
    const free_tier = freeTierMeter(delivers, spans, logs);
    return {
      service: name,
      sink,
      unit,
      recorded: delivered + pending + lost,
      delivered,
      pending,
      dropped,
      ...(queueBytes !== undefined && { queue_bytes: queueBytes }),
      ...(breaker !== undefined && { breaker }),
      ...(lastError !== undefined && { last_error: lastError }),
      ...(free_tier !== undefined && { free_tier }),
    };
  }

  private sinkOf(service: string, sink: string): SinkReports | undefined {
    const sinks = this.serviceOf(service)?.sinks;
    const known = sinks?.get(sink);
    if (known !== undefined || sinks === undefined || sinks.size >= MAX_SERVICES) return known;
    const reports = new SinkReports(this.now);
    sinks.set(sink, reports);
    return reports;
  }

  private serviceOf(name: string): Service | undefined {
    const known = this.services.get(name);
    if (known !== undefined || this.services.size >= MAX_SERVICES) return known;
    const service = {
      spans: new SpanTraffic(this.now),
      logs: new LogTraffic(this.now),
      sinks: new Map<string, SinkReports>(),
    };
    this.services.set(name, service);
    return service;
  }
}

function byService<Row extends { readonly service: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.service);
    if (group === undefined) groups.set(row.service, [row]);
    else group.push(row);
  }
  return groups;
}

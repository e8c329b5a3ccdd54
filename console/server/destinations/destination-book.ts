import type { Destination, DestinationsAnswer } from '../../api/answers.js';
import type { MetricPoint } from '../ingest/metric-points.js';
import type { ReceivedRows } from '../store/span-store.js';
import { type DeliveryReport, recordedOf } from './delivery-report.js';
import { freeTierMeter } from './free-tier-meter.js';
import { LogTraffic } from './log-traffic.js';
import { readingsOf } from './readings.js';
import { FORGOTTEN_MS, ServiceReports } from './service-reports.js';
import { SpanTraffic } from './span-traffic.js';

/** Anyone may send: beyond it a further service has a page of its own only where one has not been heard for an hour. */
const MAX_SERVICES = 100;

interface Service {
  readonly spans: SpanTraffic;
  readonly logs: LogTraffic;
  readonly reports: ServiceReports;
  /** When anything of it last came. */
  notedAt: number;
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
    const readings = readingsOf(points);
    for (const { service, instance, sinks } of readings) this.serviceOf(service)?.reports.take(instance, sinks);
    return readings.length > 0;
  }

  answer(): DestinationsAnswer {
    const destinations = [...this.services].flatMap(([name, service]) =>
      Array.from(service.reports.summaries, ([sink, summary]) => this.destination(name, service, sink, summary)),
    );
    return { destinations };
  }

  private destination(name: string, service: Service, sink: string, summary: DeliveryReport): Destination {
    const { spans, logs, reports } = service;
    const { unit, delivered, pending, dropped, queueBytes, breaker, lastError } = summary;
    const { delivered: thisHour = 0, deliveredShare: share = 0 } = reports.hour(sink) ?? {};
    const free_tier = freeTierMeter({ sink, isHoneycomb: this.isHoneycomb, thisHour, share }, spans, logs);
    return {
      service: name,
      sink,
      unit,
      recorded: recordedOf(summary),
      delivered,
      pending,
      dropped,
      ...(queueBytes !== undefined && { queue_bytes: queueBytes }),
      ...(breaker !== undefined && { breaker }),
      ...(lastError !== undefined && { last_error: lastError }),
      last_heard_at: new Date(reports.heardAt ?? 0).toISOString(),
      silent: reports.isSilent,
      ...(free_tier !== undefined && { free_tier }),
    };
  }

  private serviceOf(name: string): Service | undefined {
    const now = this.now();
    const known = this.services.get(name);
    if (known !== undefined) known.notedAt = now;
    if (known !== undefined || !this.hasRoom(now)) return known;
    const service = {
      notedAt: now,
      spans: new SpanTraffic(this.now),
      logs: new LogTraffic(this.now),
      reports: new ServiceReports(this.now),
    };
    this.services.set(name, service);
    return service;
  }

  private hasRoom(now: number): boolean {
    if (this.services.size < MAX_SERVICES) return true;
    const [forgotten] = [...this.services].find(([, { notedAt }]) => now - notedAt > FORGOTTEN_MS) ?? [];
    return forgotten !== undefined && this.services.delete(forgotten);
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

import type { DeliveryReport } from './delivery-report.js';
import { HourlyCount } from './hourly-count.js';

/** What one sink of all processes of a service did in the last hour, whoever was restarted meanwhile. */
export class SinkHour {
  private readonly deliveries: HourlyCount;

  constructor(now: () => number) {
    this.deliveries = new HourlyCount(now);
  }

  note(report: DeliveryReport, before: DeliveryReport | undefined): void {
    this.deliveries.add(since(before?.delivered, report.delivered));
  }

  get delivered(): number {
    return this.deliveries.total;
  }
}

/** Less than before: a process that took its predecessor's name. */
function since(before = 0, total: number): number {
  return total >= before ? total - before : total;
}

import { type DeliveryReport, recordedOf } from './delivery-report.js';
import { HourlyCount } from './hourly-count.js';

/** What one sink of all processes of a service did in the last hour, whoever was restarted meanwhile. */
export class SinkHour {
  private readonly deliveries: HourlyCount;
  private readonly records: HourlyCount;

  constructor(now: () => number) {
    this.deliveries = new HourlyCount(now);
    this.records = new HourlyCount(now);
  }

  note(report: DeliveryReport, before: DeliveryReport | undefined): void {
    this.deliveries.add(since(before?.delivered, report.delivered));
    this.records.add(since(before && recordedOf(before), recordedOf(report)));
  }

  get delivered(): number {
    return this.deliveries.total;
  }

  /** What part was delivered of what there was to deliver: at most all, where what had waited longer was delivered too. */
  get deliveredShare(): number {
    return this.records.total === 0 ? 0 : Math.min(this.deliveries.total / this.records.total, 1);
  }
}

/** Less than before: a process that took its predecessor's name. */
function since(before = 0, total: number): number {
  return total >= before ? total - before : total;
}

import { type DeliveryReport, emptyReport } from './delivery-report.js';
import { HourlyCount } from './hourly-count.js';

/** A process that has not reported for so long has ended; its successor reports by then. */
const SILENT_MS = 3 * 60_000;

/** One sink of one service: what each of its processes last said, as one account. */
export class SinkReports {
  readonly deliveredThisHour: HourlyCount;
  private readonly reports = new Map<string, { readonly report: DeliveryReport; readonly at: number }>();

  constructor(private readonly now: () => number = Date.now) {
    this.deliveredThisHour = new HourlyCount(now);
  }

  take(instance: string, report: DeliveryReport): void {
    const before = this.reports.get(instance)?.report.delivered ?? 0;
    // Less than before: a process that took its predecessor's name.
    this.deliveredThisHour.add(report.delivered >= before ? report.delivered - before : report.delivered);
    this.reports.delete(instance);
    this.reports.set(instance, { report, at: this.now() });
    for (const [name, { at }] of this.reports) if (this.now() - at > SILENT_MS) this.reports.delete(name);
  }

  /** The sums of all; of what has none, the word of the process that spoke last. */
  get summary(): DeliveryReport {
    const sum = emptyReport();
    for (const { report } of this.reports.values()) {
      const { delivered, pending, dropped, queueBytes, ...words } = report;
      sum.delivered += delivered;
      sum.pending += pending;
      for (const [reason, items] of Object.entries(dropped)) sum.dropped[reason] = (sum.dropped[reason] ?? 0) + items;
      if (queueBytes !== undefined) sum.queueBytes = (sum.queueBytes ?? 0) + queueBytes;
      Object.assign(sum, words);
    }
    return sum;
  }
}

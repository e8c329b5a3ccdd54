import type { DeliveryReport } from './delivery-report.js';

/** How often our own services report; others are believed by their last two. */
const USUAL_INTERVAL_MS = 2_000;
/** Points that come closer together are one reading in several requests. */
const ONE_READING_MS = 1_000;
const MISSED_REPORTS = 5;
const MAX_PATIENCE_MS = 3 * 60_000;

/** What one process of a service last said of each of its sinks, and when. */
export class InstanceReports {
  /** When it was last heard, in milliseconds since the epoch. */
  at: number;
  private everyMs = USUAL_INTERVAL_MS;
  private readonly sinks = new Map<string, { readonly report: DeliveryReport; readonly at: number }>();

  constructor(readonly firstAt: number) {
    this.at = firstAt;
  }

  /** How long it may be silent before it is thought to have ended: five of its reports, 10 seconds of ours. */
  get patienceMs(): number {
    return Math.min(Math.max(this.everyMs, USUAL_INTERVAL_MS) * MISSED_REPORTS, MAX_PATIENCE_MS);
  }

  take(sinks: ReadonlyMap<string, DeliveryReport>, at: number): void {
    if (at - this.at >= ONE_READING_MS) this.everyMs = at - this.at;
    this.at = at;
    for (const [sink, report] of sinks) this.sinks.set(sink, { report, at });
  }

  reportOf(sink: string): DeliveryReport | undefined {
    return this.sinks.get(sink)?.report;
  }

  /** Of the sinks that it still has: one that it leaves out of its reports is gone. */
  *reports(): Iterable<[sink: string, report: DeliveryReport]> {
    for (const [sink, { report, at }] of this.sinks) if (this.at - at <= this.patienceMs) yield [sink, report];
  }
}

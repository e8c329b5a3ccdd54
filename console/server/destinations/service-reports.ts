import { type DeliveryReport, sumReports } from './delivery-report.js';
import { InstanceReports } from './instance-reports.js';
import { SinkHour } from './sink-hour.js';

/** Anyone may send. */
const MAX_INSTANCES = 100;
const MAX_SINKS = 100;

/** Fifteen reports of ours: a service that restarts, or stands at a breakpoint for a moment, is not yet silent. */
const SILENT_MS = 30_000;
/** By then nothing of it is left in the last hour's counts either. */
export const FORGOTTEN_MS = 3_600_000;

/**
 * What the processes of one service say of its sinks, as one account of each. Those that run side by side are summed, one that was
 * restarted takes its predecessor's place: once a process has missed five reports it counts no more if another one was heard
 * meanwhile. The last ones of a service that ended are kept as they were, for an hour. All of it is judged when it is read, as
 * nobody reports that he has ended.
 */
export class ServiceReports {
  private readonly instances = new Map<string, InstanceReports>();
  private readonly hours = new Map<string, SinkHour>();

  constructor(private readonly now: () => number) {}

  /** One reading: all that a process says at once. */
  take(instance: string, sinks: ReadonlyMap<string, DeliveryReport>): void {
    const reports = this.instances.get(instance) ?? new InstanceReports(this.now());
    const known = new Map([...sinks].slice(0, MAX_SINKS));
    for (const [sink, report] of known) this.hourOf(sink)?.note(report, reports.reportOf(sink));
    reports.take(known, this.now());
    // The last one is the one that spoke last, and what it was before is kept even of those that count no more: one that was only
    // stopped for a while goes on from there.
    this.instances.delete(instance);
    this.instances.set(instance, reports);
    const longestSilent = this.instances.keys().next().value;
    if (this.instances.size > MAX_INSTANCES && longestSilent !== undefined) this.instances.delete(longestSilent);
  }

  /** When the service last reported, in milliseconds since the epoch; undefined where it never did. */
  get heardAt(): number | undefined {
    return this.newest?.at;
  }

  get isSilent(): boolean {
    return this.newest === undefined || this.hasBeenSilentFor(Math.max(SILENT_MS, this.newest.patienceMs));
  }

  /** The account of each sink; none of a service that has been silent for an hour. */
  get summaries(): ReadonlyMap<string, DeliveryReport> {
    if (this.hasBeenSilentFor(FORGOTTEN_MS)) return new Map();
    const bySink = new Map<string, DeliveryReport[]>();
    for (const instance of this.instances.values()) {
      if (this.isOver(instance)) continue;
      for (const [sink, report] of instance.reports()) bySink.set(sink, [...(bySink.get(sink) ?? []), report]);
    }
    return new Map(Array.from(bySink, ([sink, reports]) => [sink, sumReports(reports)]));
  }

  /** Of a sink that was reported of. */
  hour(sink: string): SinkHour | undefined {
    return this.hours.get(sink);
  }

  private hasBeenSilentFor(ms: number): boolean {
    return this.heardAt === undefined || this.now() - this.heardAt > ms;
  }

  private get newest(): InstanceReports | undefined {
    return [...this.instances.values()].at(-1);
  }

  private isOver({ at, patienceMs }: InstanceReports): boolean {
    if (this.now() - at <= patienceMs) return false;
    return [...this.instances.values()].some((other) => other.firstAt > at || other.at - at > patienceMs);
  }

  private hourOf(sink: string): SinkHour | undefined {
    const known = this.hours.get(sink);
    if (known !== undefined || this.hours.size >= MAX_SINKS) return known;
    const hour = new SinkHour(this.now);
    this.hours.set(sink, hour);
    return hour;
  }
}

import type { SpanRow } from '../../api/spans.js';
import { HourlyCount } from './hourly-count.js';

/** One service's spans of the last hour, in the units that vendors bill. */
export class SpanTraffic {
  private readonly spans: HourlyCount;
  private readonly events: HourlyCount;
  private readonly begun: HourlyCount;
  private readonly sampled: HourlyCount;

  constructor(now?: () => number) {
    this.spans = new HourlyCount(now);
    this.events = new HourlyCount(now);
    this.begun = new HourlyCount(now);
    this.sampled = new HourlyCount(now);
  }

  note(spans: readonly SpanRow[]): void {
    const roots = spans.filter(({ parent_id }) => parent_id === undefined);
    this.spans.add(spans.length);
    this.events.add(spans.reduce((sum, { events, links }) => sum + 1 + events.length + links.length, 0));
    this.begun.add(roots.length);
    this.sampled.add(roots.filter(({ attributes }) => attributes['aws.xray.sampled'] !== false).length);
  }

  /** At Honeycomb a span's events and links are events too. */
  get eventsOfSpan(): number {
    return this.spans.total === 0 ? 1 : this.events.total / this.spans.total;
  }

  /** Traces that began at this service, whatever X-Ray's sampler said of them. */
  get traces(): number {
    return this.begun.total;
  }

  /** Those of them that X-Ray's sampler took. */
  get sampledTraces(): number {
    return this.sampled.total;
  }
}

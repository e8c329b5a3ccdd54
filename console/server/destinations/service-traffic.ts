import type { LogRow, SpanRow } from '../../api/spans.js';
import { HourlyCount } from './hourly-count.js';

/** CloudWatch Logs counts so many bytes for each event besides its message. */
const LOG_EVENT_BYTES = 26;

/** What one service's telemetry of the last hour would come to, in the units that vendors bill. */
export class ServiceTraffic {
  private readonly spans: HourlyCount;
  private readonly events: HourlyCount;
  private readonly traces: HourlyCount;
  private readonly logs: HourlyCount;
  private readonly bytes: HourlyCount;

  constructor(now?: () => number) {
    this.spans = new HourlyCount(now);
    this.events = new HourlyCount(now);
    this.traces = new HourlyCount(now);
    this.logs = new HourlyCount(now);
    this.bytes = new HourlyCount(now);
  }

  noteSpans(spans: readonly SpanRow[]): void {
    this.spans.add(spans.length);
    this.events.add(spans.reduce((sum, { events, links }) => sum + 1 + events.length + links.length, 0));
    this.traces.add(spans.filter(isRecordedByXRay).length);
  }

  noteLogs(logs: readonly LogRow[]): void {
    this.logs.add(logs.length);
    this.bytes.add(logs.reduce((sum, log) => sum + bytesOf(log), 0));
  }

  /** At Honeycomb a span's events and links are events too. */
  get eventsOfSpan(): number {
    return ratio(this.events.total, this.spans.total) || 1;
  }

  /** Traces that began at this service and that X-Ray's sampler took. */
  get recordedTraces(): number {
    return this.traces.total;
  }

  get bytesOfLog(): number {
    return ratio(this.bytes.total, this.logs.total);
  }
}

function bytesOf({ body, attributes }: LogRow): number {
  return LOG_EVENT_BYTES + Buffer.byteLength(body) + Buffer.byteLength(JSON.stringify(attributes));
}

function isRecordedByXRay({ parent_id, attributes }: SpanRow): boolean {
  return parent_id === undefined && attributes['aws.xray.sampled'] !== false;
}

const ratio = (one: number, other: number) => (other === 0 ? 0 : one / other);

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
    [this.spans, this.events, this.traces, this.logs, this.bytes] = Array.from(
      { length: 5 },
      () => new HourlyCount(now),
    ) as [HourlyCount, HourlyCount, HourlyCount, HourlyCount, HourlyCount];
  }

  noteSpan(span: SpanRow): void {
    this.spans.add(1);
    this.events.add(1 + span.events.length + span.links.length);
    if (isRecordedByXRay(span)) this.traces.add(1);
  }

  noteLog({ body, attributes }: LogRow): void {
    this.logs.add(1);
    this.bytes.add(LOG_EVENT_BYTES + Buffer.byteLength(body) + Buffer.byteLength(JSON.stringify(attributes)));
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

function isRecordedByXRay({ parent_id, attributes }: SpanRow): boolean {
  return parent_id === undefined && attributes['aws.xray.sampled'] !== false;
}

const ratio = (one: number, other: number) => (other === 0 ? 0 : one / other);

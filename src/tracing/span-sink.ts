import type { SpanRecord } from './span-record.js';

/** A destination of spans. Attached to the telemetry handle; called once for each ended span, inside a guard. */
export interface SpanSink {
  /** The name under which the destination's accounts stand. */
  readonly name: string;
  /** Must return at once and should not throw: a throw is counted against the sink and nothing else notices. */
  onEnd(span: SpanRecord): void;
}

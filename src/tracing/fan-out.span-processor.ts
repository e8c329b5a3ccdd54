import { TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { toSpanRecord } from './sdk-span-record.js';
import type { Telemetry } from './telemetry-handle.js';

/** The SDK's end of the fan-out. What the sinks have is the delivery queues' to flush. */
export class FanOutSpanProcessor implements SpanProcessor {
  constructor(private readonly telemetry: Pick<Telemetry, 'spanEnded' | 'handOver'>) {}

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0) this.telemetry.spanEnded(() => toSpanRecord(span));
  }

  async forceFlush(): Promise<void> {
    this.telemetry.handOver();
  }

  shutdown(): Promise<void> {
    return this.forceFlush();
  }
}

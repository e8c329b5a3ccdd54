import { TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { toSpanRecord } from './sdk-span-record.js';
import type { SpanFanOut } from './span-fan-out.js';

/** The SDK's end of the fan-out. Flushing is the delivery queues' business, so there is nothing here to flush. */
export class FanOutSpanProcessor implements SpanProcessor {
  constructor(private readonly spans: SpanFanOut) {}

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0) this.spans.end(() => toSpanRecord(span));
  }

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}

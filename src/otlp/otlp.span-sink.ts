import type { SpanRecord, SpanSink } from '../tracing/index.js';
import type { EncodeOnce } from './encode-once.js';

/** Takes every ended span for all OTLP destinations together. */
export class OtlpSpanSink implements SpanSink {
  readonly name = 'otlp';

  constructor(private readonly spans: EncodeOnce<SpanRecord>) {}

  onEnd(span: SpanRecord): void {
    this.spans.accept(span);
  }
}

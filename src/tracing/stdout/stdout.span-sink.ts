import { isLocalRoot, type SpanRecord } from '../span-record.js';
import type { SpanSink } from '../span-sink.js';
import { formatSpans } from './format-spans.js';
import { PendingSpans } from './pending-spans.js';

export interface StdoutSpanSinkOptions {
  /** Where the text goes; called once for each block. */
  readonly write: (text: string) => void;
  readonly colour: boolean;
  /** Monotonic milliseconds. */
  readonly clock?: () => number;
  /** How many spans may wait for their roots, over all traces; then the oldest trace's are written without. */
  readonly maxPendingSpans?: number;
}

/** How long spans wait for a root that may be a stream without end, or may never end at all. */
const PATIENCE_MS = 30_000;
const MAX_WRITTEN_IDS = 5_000;

/**
 * Writes a request's spans as one block when its local root ends, so that requests served at the same time do not mix.
 * A span that ends after the one it belongs under is written by itself, as a late one.
 */
export class StdoutSpanSink implements SpanSink {
  readonly name = 'stdout';
  private readonly pending: PendingSpans;
  /** Ids of spans that were written: what ends below one of them has nobody left to wait for. Oldest first. */
  private readonly written = new Set<string>();
  private readonly clock: () => number;

  constructor(private readonly options: StdoutSpanSinkOptions) {
    this.pending = new PendingSpans(options.maxPendingSpans ?? 5_000);
    this.clock = options.clock ?? (() => performance.now());
  }

  onEnd(span: SpanRecord): void {
    if (isLocalRoot(span)) this.write([span, ...this.pending.takeBelow(span)], { root: span });
    else if (this.written.has(span.parentSpanId ?? '')) {
      this.write([span, ...this.pending.takeBelow(span)], { root: span, note: 'late' });
    } else {
      if (this.pending.isFull) this.writeOldest();
      this.pending.add(span, this.clock());
    }
    this.sweep();
  }

  /** Writes what has waited too long. */
  sweep(): void {
    while (this.writeOldest(this.clock() - PATIENCE_MS));
  }

  /** Writes everything that still waits, at shutdown. */
  close(): void {
    while (this.writeOldest());
  }

  private writeOldest(beforeMs?: number): boolean {
    const spans = this.pending.takeOldest(beforeMs);
    if (spans !== undefined) this.write(spans, { note: 'its root has not ended' });
    return spans !== undefined;
  }

  private write(spans: readonly SpanRecord[], block: { root?: SpanRecord; note?: string }): void {
    for (const { spanId } of spans) this.written.add(spanId);
    for (const spanId of this.written) {
      if (this.written.size <= MAX_WRITTEN_IDS) break;
      this.written.delete(spanId);
    }
    this.options.write(formatSpans(spans, { ...block, colour: this.options.colour }));
  }
}

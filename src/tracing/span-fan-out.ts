import { GuardedListeners } from './guarded-listeners.js';
import type { SpanRecord } from './span-record.js';
import type { SpanSink } from './span-sink.js';

export interface SpanFanOutOptions {
  /** Makes the record that sinks see of the one that ended: redaction and clipping, once for all. */
  readonly prepare: (span: SpanRecord) => SpanRecord;
  readonly onFailure: (sink: string, error: unknown, count: number) => void;
  /** How many spans that ended before the application was up are kept for the sinks that it attaches. */
  readonly maxEarlySpans: number;
}

/** The record, or what makes it of a span on which the program may have written anything. */
export type EndedSpan = SpanRecord | (() => SpanRecord);

/**
 * The one way of an ended span to its destinations. Until `bootCompleted` the latest spans wait and are replayed to each
 * sink as it attaches; what found no room is in `lostEarlySpans`. Every sink runs in a guard of its own.
 */
export class SpanFanOut {
  private readonly sinks: GuardedListeners<SpanSink>;
  private early: SpanRecord[] | undefined = [];
  private lost = 0;

  constructor(private readonly options: SpanFanOutOptions) {
    this.sinks = new GuardedListeners(options.onFailure);
  }

  get lostEarlySpans(): number {
    return this.lost;
  }

  attach(sink: SpanSink): () => void {
    const detach = this.sinks.attach(sink.name, sink);
    if (this.early?.length) {
      const replay = new GuardedListeners<SpanSink>(this.options.onFailure);
      replay.attach(sink.name, sink);
      for (const span of this.early) replay.each((listener) => listener.onEnd(span));
    }
    return detach;
  }

  end(span: EndedSpan): void {
    if (this.sinks.size === 0 && this.early === undefined) return;
    let prepared: SpanRecord;
    try {
      prepared = this.options.prepare(typeof span === 'function' ? span() : span);
    } catch (error) {
      this.options.onFailure('redaction', error, 1);
      return;
    }
    this.keepEarly(prepared);
    this.sinks.each((sink) => sink.onEnd(prepared));
  }

  /** From now on nothing waits: the sinks of this process are attached, or there are none. */
  bootCompleted(): void {
    this.early = undefined;
  }

  failureCounts(): Readonly<Record<string, number>> {
    return this.sinks.failureCounts();
  }

  private keepEarly(span: SpanRecord): void {
    if (this.early === undefined) return;
    if (this.early.length >= this.options.maxEarlySpans) {
      this.early.shift();
      this.lost += 1;
    }
    this.early.push(span);
  }
}

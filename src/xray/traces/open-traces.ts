import { isLocalRoot, type SpanRecord } from '../../tracing/index.js';
import { BoundedMap } from './bounded-map.js';
import { DEFAULT_LIMITS, type OpenTracesLimits } from './open-traces-limits.js';
import { roughBytes } from './rough-bytes.js';
import { takeDescendants } from './take-descendants.js';

export interface OpenTracesOptions {
  /** Decides a trace whose first span comes without a request that was announced. */
  readonly decide: (span: SpanRecord) => boolean;
  /** A span of a sampled trace was taken; it will be handed to `ship`, once. */
  readonly onTaken: () => void;
  /** Spans of one trace that shall travel now. */
  readonly ship: (spans: readonly SpanRecord[]) => void;
  /** Milliseconds, monotonic. */
  readonly clock?: () => number;
  readonly limits?: Partial<OpenTracesLimits>;
}

interface OpenTrace {
  readonly id: string;
  readonly sampled: boolean;
  /** The announced local roots that have not ended yet, and since when. */
  readonly roots: Map<string, number>;
  waiting: SpanRecord[];
  bytes: number;
  waitingSince: number;
}

/**
 * The traces that this process is in the middle of: whether each is sampled, decided once, and the spans that wait for
 * their local root, to travel with it in one document.
 */
export class OpenTraces {
  private readonly limits: OpenTracesLimits;
  private readonly clock: () => number;
  private readonly open = new Map<string, OpenTrace>();
  private readonly closed: BoundedMap<string, boolean>;
  /** Those of `open` that hold spans, the longest waiting first. */
  private readonly holding = new Set<OpenTrace>();
  private spans = 0;
  private bytes = 0;

  constructor(private readonly options: OpenTracesOptions) {
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.clock = options.clock ?? (() => performance.now());
    this.closed = new BoundedMap(this.limits.maxClosedTraces);
  }

  /** What is held: for tests and figures. */
  get held(): { readonly traces: number; readonly spans: number; readonly bytes: number } {
    return { traces: this.open.size, spans: this.spans, bytes: this.bytes };
  }

  /** A local root begins. @returns the trace's decision: the earlier one of the same trace, else `decide`'s. */
  announce(traceId: string, rootSpanId: string, decide: () => boolean): boolean {
    const trace = this.open.get(traceId) ?? this.reopen(traceId) ?? this.openTrace(traceId, decide());
    trace.roots.set(rootSpanId, this.clock());
    return trace.sampled;
  }

  add(span: SpanRecord): void {
    const isRoot = isLocalRoot(span);
    let trace = this.open.get(span.traceId);
    if (trace === undefined) {
      const earlier = this.closed.get(span.traceId);
      if (earlier !== undefined) return earlier ? this.shipLate(span) : undefined;
      trace = this.openTrace(span.traceId, this.options.decide(span));
    }
    if (trace.sampled) this.hold(trace, span);
    if (isRoot) this.endRoot(trace, span.spanId);
    else this.keepBounds(trace);
  }

  /** Ships what has waited too long and forgets roots that never ended. To be called every second or so. */
  sweep(): void {
    const now = this.clock();
    for (const trace of this.holding) {
      if (now - trace.waitingSince >= this.limits.maxWaitMs) this.shipHeld(trace);
    }
    for (const trace of this.open.values()) {
      for (const [root, since] of trace.roots) if (now - since >= this.limits.maxRootMs) trace.roots.delete(root);
      if (trace.roots.size === 0 && trace.waiting.length === 0) this.close(trace);
    }
  }

  /** Ships all that waits. */
  drain(): void {
    for (const trace of this.holding) this.shipHeld(trace);
  }

  /** Its decision stays what it was. */
  private reopen(id: string): OpenTrace | undefined {
    const sampled = this.closed.get(id);
    if (sampled === undefined) return undefined;
    this.closed.delete(id);
    return this.openTrace(id, sampled);
  }

  private openTrace(id: string, sampled: boolean): OpenTrace {
    const trace: OpenTrace = { id, sampled, roots: new Map(), waiting: [], bytes: 0, waitingSince: 0 };
    this.open.set(id, trace);
    if (this.open.size > this.limits.maxTraces) this.close(this.open.values().next().value!);
    return trace;
  }

  private hold(trace: OpenTrace, span: SpanRecord): void {
    this.options.onTaken();
    if (trace.waiting.length === 0) trace.waitingSince = this.clock();
    this.keep(trace, span);
  }

  /** The last root takes all that is left with it: nothing will come for the others. */
  private endRoot(trace: OpenTrace, rootSpanId: string): void {
    trace.roots.delete(rootSpanId);
    if (trace.roots.size === 0) return this.close(trace);
    const { taken, left } = takeDescendants(trace.waiting, rootSpanId);
    this.release(trace);
    for (const span of left) this.keep(trace, span);
    if (taken.length > 0) this.options.ship(taken);
  }

  private keep(trace: OpenTrace, span: SpanRecord): void {
    const bytes = roughBytes(span);
    trace.waiting.push(span);
    trace.bytes += bytes;
    this.holding.add(trace);
    this.spans += 1;
    this.bytes += bytes;
  }

  private keepBounds(trace: OpenTrace): void {
    const { maxSpansPerTrace, maxBytesPerTrace, maxSpans, maxBytes } = this.limits;
    if (trace.waiting.length > maxSpansPerTrace || trace.bytes > maxBytesPerTrace) this.shipHeld(trace);
    while (this.spans > maxSpans || this.bytes > maxBytes) this.shipHeld(this.holding.values().next().value!);
  }

  private shipLate(span: SpanRecord): void {
    this.options.onTaken();
    this.options.ship([span]);
  }

  private close(trace: OpenTrace): void {
    this.open.delete(trace.id);
    this.closed.set(trace.id, trace.sampled);
    this.shipHeld(trace);
  }

  private shipHeld(trace: OpenTrace): void {
    const spans = trace.waiting;
    if (spans.length === 0) return;
    this.release(trace);
    this.options.ship(spans);
  }

  private release(trace: OpenTrace): void {
    this.holding.delete(trace);
    this.spans -= trace.waiting.length;
    this.bytes -= trace.bytes;
    trace.waiting = [];
    trace.bytes = 0;
  }
}

import { isLocalRoot, type SpanRecord } from '../../tracing/index.js';
import { Chain, type Link } from './chain.js';
import { DEFAULT_LIMITS, type OpenTracesLimits } from './open-traces-limits.js';
import { RecentDecisions } from './recent-decisions.js';
import { roughBytes } from './rough-bytes.js';
import { takeDescendants } from './take-descendants.js';
import { TraceTable } from './trace-table.js';

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
  /** The announced local roots that have not ended yet: nearly always one. */
  roots: readonly OpenRoot[];
  waiting: SpanRecord[];
  bytes: number;
  waitingSince: number;
  /** Among all that are open, and among those that hold spans. */
  place: Link<OpenTrace> | undefined;
  holdingPlace: Link<OpenTrace> | undefined;
}

interface OpenRoot {
  readonly spanId: string;
  readonly since: number;
}

const NO_ROOTS: readonly OpenRoot[] = [];

/**
 * The traces that this process is in the middle of: whether each is sampled, decided once, and the spans that wait for
 * their local root, to travel with it in one document.
 */
export class OpenTraces {
  private readonly limits: OpenTracesLimits;
  private readonly clock: () => number;
  private readonly open = new TraceTable<OpenTrace>();
  private readonly byAge = new Chain<OpenTrace>();
  private readonly closed: RecentDecisions;
  /** Those of `open` that hold spans, the longest waiting first. */
  private readonly holding = new Chain<OpenTrace>();
  private spans = 0;
  private bytes = 0;

  constructor(private readonly options: OpenTracesOptions) {
    this.limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.clock = options.clock ?? (() => performance.now());
    this.closed = new RecentDecisions(this.limits.maxClosedTraces);
  }

  /** What is held: for tests and figures. */
  get held(): { readonly traces: number; readonly spans: number; readonly bytes: number } {
    return { traces: this.open.size, spans: this.spans, bytes: this.bytes };
  }

  /** A local root begins. @returns the trace's decision: the earlier one of the same trace, else `decide`'s. */
  announce(traceId: string, rootSpanId: string, decide: () => boolean): boolean {
    const trace = this.open.get(traceId) ?? this.openTrace(traceId, this.closed.get(traceId) ?? decide());
    trace.roots = [...trace.roots, { spanId: rootSpanId, since: this.clock() }];
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
    for (const trace of this.byAge) {
      trace.roots = trace.roots.filter(({ since }) => now - since < this.limits.maxRootMs);
      if (trace.roots.length === 0 && trace.waiting.length === 0) this.close(trace);
    }
  }

  /** Ships all that waits. */
  drain(): void {
    for (const trace of this.holding) this.shipHeld(trace);
  }

  private openTrace(id: string, sampled: boolean): OpenTrace {
    const trace: OpenTrace = {
      id,
      sampled,
      roots: NO_ROOTS,
      waiting: [],
      bytes: 0,
      waitingSince: 0,
      place: undefined,
      holdingPlace: undefined,
    };
    trace.place = this.byAge.add(trace);
    this.open.set(id, trace);
    if (this.open.size > this.limits.maxTraces) this.close(this.byAge.first!);
    return trace;
  }

  private hold(trace: OpenTrace, span: SpanRecord): void {
    this.options.onTaken();
    if (trace.waiting.length === 0) trace.waitingSince = this.clock();
    this.keep(trace, span);
  }

  /** The last root takes all that is left with it: nothing will come for the others. */
  private endRoot(trace: OpenTrace, rootSpanId: string): void {
    trace.roots = trace.roots.filter(({ spanId }) => spanId !== rootSpanId);
    if (trace.roots.length === 0) return this.close(trace);
    const { taken, left } = takeDescendants(trace.waiting, rootSpanId);
    this.release(trace);
    for (const span of left) this.keep(trace, span);
    if (taken.length > 0) this.options.ship(taken);
  }

  private keep(trace: OpenTrace, span: SpanRecord): void {
    const bytes = roughBytes(span);
    trace.waiting.push(span);
    trace.bytes += bytes;
    trace.holdingPlace ??= this.holding.add(trace);
    this.spans += 1;
    this.bytes += bytes;
  }

  private keepBounds(trace: OpenTrace): void {
    const { maxSpansPerTrace, maxBytesPerTrace, maxSpans, maxBytes } = this.limits;
    if (trace.waiting.length > maxSpansPerTrace || trace.bytes > maxBytesPerTrace) this.shipHeld(trace);
    while (this.spans > maxSpans || this.bytes > maxBytes) this.shipHeld(this.holding.first!);
  }

  private shipLate(span: SpanRecord): void {
    this.options.onTaken();
    this.options.ship([span]);
  }

  private close(trace: OpenTrace): void {
    this.open.delete(trace.id);
    this.byAge.remove(trace.place!);
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
    if (trace.holdingPlace) this.holding.remove(trace.holdingPlace);
    trace.holdingPlace = undefined;
    this.spans -= trace.waiting.length;
    this.bytes -= trace.bytes;
    trace.waiting = [];
    trace.bytes = 0;
  }
}

import { diag } from '@opentelemetry/api';
import { redactor } from '../redaction/index.js';
import { EndOfTurn } from './end-of-turn.js';
import { GuardedListeners } from './guarded-listeners.js';
import type { RequestListener } from './request-listener.js';
import { type EndedSpan, SpanFanOut } from './span-fan-out.js';
import type { SpanRecord } from './span-record.js';
import { SpanPreparation } from './span-preparation.js';
import type { SpanSink } from './span-sink.js';

/** Injects the process's telemetry handle. */
export const TELEMETRY = Symbol('TELEMETRY');

/**
 * What the SDK, started before Nest, and the destinations, built by Nest, meet at. Sinks and listeners attach when their
 * module starts and detach when it stops; several applications in one process each attach their own.
 */
export class Telemetry {
  private readonly preparation = new SpanPreparation(redactor);
  readonly spans = new SpanFanOut({
    prepare: (span) => this.preparation.prepare(span),
    onFailure: sayFailure,
    maxEarlySpans: 1_000,
  });
  private readonly ended = new EndOfTurn<EndedSpan>((span) => this.spans.end(span));
  readonly requests = new GuardedListeners<RequestListener>(sayFailure);
  /** What the process says of itself on every span, for what is no span (log records); known once the SDK has started. */
  resource: SpanRecord['resource'] | undefined;

  /** A span's way to the sinks: they get it at the end of this turn of the event loop, or as they detach. */
  readonly spanEnded = (span: EndedSpan): void => this.ended.add(span);

  /** @returns a function that detaches the sink, when it has got what ended so far. */
  attachSpanSink(sink: SpanSink): () => void {
    this.handOver();
    const detach = this.spans.attach(sink);
    return () => {
      this.handOver();
      detach();
    };
  }

  /** The sinks get what ended so far. */
  handOver(): void {
    this.ended.drain();
  }

  attachRequestListener(name: string, listener: RequestListener): () => void {
    return this.requests.attach(name, listener);
  }
}

/** The only process-level state of the telemetry. */
export const telemetry = new Telemetry();

/** A broken sink is said on its first failure and then at every tenfold, not at every span. */
function sayFailure(name: string, error: unknown, count: number): void {
  if (Number.isInteger(Math.log10(count))) diag.error(`telemetry: ${name} threw (${count} so far)`, error);
}

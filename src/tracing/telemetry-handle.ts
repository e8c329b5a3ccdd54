import { diag } from '@opentelemetry/api';
import { redactor } from '../redaction/index.js';
import { GuardedListeners } from './guarded-listeners.js';
import type { RequestListener } from './request-listener.js';
import { SpanFanOut } from './span-fan-out.js';
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
  readonly requests = new GuardedListeners<RequestListener>(sayFailure);
  /** What the process says of itself on every span, for what is no span (log records); known once the SDK has started. */
  resource: SpanRecord['resource'] | undefined;

  attachSpanSink(sink: SpanSink): () => void {
    return this.spans.attach(sink);
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

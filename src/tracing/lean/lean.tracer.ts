import { context as contextApi, type Context, diag, INVALID_SPAN_CONTEXT, isSpanContextValid, type Span, type SpanContext, SpanKind, type SpanOptions, trace, TraceFlags, type Tracer } from '@opentelemetry/api'; // prettier-ignore
import { isTracingSuppressed, sanitizeAttributes } from '@opentelemetry/core';
import { type IdGenerator, type Sampler, SamplingDecision } from '@opentelemetry/sdk-trace-base';
import { LeanSpan, type LeanSpanOptions } from './lean-span.js';
import { openRecord, type RecordOrigin } from './open-record.js';
import { SpanClock } from './span-clock.js';

export interface LeanTracerOptions extends LeanSpanOptions {
  /** Is shown attributes and links as the caller gave them: those of OTEL_TRACES_SAMPLER look at neither. */
  readonly sampler: Sampler;
  readonly idGenerator: IdGenerator;
}

const NONE: SpanOptions = Object.freeze({});
const NO_ATTRIBUTES = Object.freeze({});

/** Starts spans as the SDK's tracer does, with one look for the parent and one decision. */
export class LeanTracer implements Tracer {
  constructor(
    private readonly origin: RecordOrigin,
    private readonly options: LeanTracerOptions,
  ) {}

  startSpan(name: string, given?: SpanOptions, active: Context = contextApi.active()): Span {
    const options = given ?? NONE;
    const context = options.root ? trace.deleteSpan(active) : active;
    if (isTracingSuppressed(context)) {
      diag.debug('Instrumentation suppressed, returning Noop Span');
      return trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
    }
    const { sampler, idGenerator } = this.options;
    const parent = validContext(trace.getSpan(context));
    const spanId = idGenerator.generateSpanId();
    const traceId = parent === undefined ? idGenerator.generateTraceId() : parent.traceId;
    const kind = options.kind ?? SpanKind.INTERNAL;
    const links = Array.isArray(options.links) ? options.links : [];
    const sampling = sampler.shouldSample(context, traceId, name, kind, options.attributes ?? NO_ATTRIBUTES, links);
    const sampled = sampling.decision === SamplingDecision.RECORD_AND_SAMPLED;
    const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
    const spanContext = { traceId, spanId, traceFlags, traceState: sampling.traceState ?? parent?.traceState };
    if (sampling.decision === SamplingDecision.NOT_RECORD) {
      diag.debug('Recording is off, propagating context in a non-recording span');
      return trace.wrapSpanContext(spanContext);
    }
    const clock = new SpanClock(options.startTime);
    const record = openRecord(name, kind, clock.start, spanContext, parent, this.origin);
    const span = new LeanSpan(record, spanContext, clock, this.options);
    if (links.length > 0) span.addLinks(links);
    span.startWith(
      sampling.attributes ? { ...sanitizeAttributes(options.attributes), ...sampling.attributes } : options.attributes,
    );
    return span;
  }

  startActiveSpan<F extends (span: Span) => unknown>(name: string, fn: F): ReturnType<F>;
  startActiveSpan<F extends (span: Span) => unknown>(name: string, options: SpanOptions, fn: F): ReturnType<F>;
  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    options: SpanOptions,
    context: Context,
    fn: F,
  ): ReturnType<F>;
  startActiveSpan(name: string, ...rest: unknown[]): unknown {
    if (rest.length === 0) return undefined;
    const [options, given] = (rest.length === 1 ? [] : rest) as [SpanOptions?, Context?];
    const fn = rest[Math.min(rest.length, 3) - 1] as (span: Span) => unknown;
    const parent = (rest.length > 2 ? given : undefined) ?? contextApi.active();
    const span = this.startSpan(name, options, parent);
    return contextApi.with(trace.setSpan(parent, span), fn, undefined, span);
  }
}

/** A span of ours has a valid context; any other has to be looked at. */
function validContext(parent: Span | undefined): SpanContext | undefined {
  const context = parent?.spanContext();
  return context === undefined || (!(parent instanceof LeanSpan) && !isSpanContextValid(context)) ? undefined : context;
}

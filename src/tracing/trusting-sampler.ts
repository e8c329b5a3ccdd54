import { type Attributes, type Context, createContextKey, type Link, type Span, type SpanKind, trace, TraceFlags } from '@opentelemetry/api'; // prettier-ignore
import { type Sampler, SamplingDecision, type SamplingResult } from '@opentelemetry/sdk-trace-base';

const PARENT_DECISION_IGNORED = createContextKey('the parent decides nothing');

const SAMPLED: SamplingResult = Object.freeze({ decision: SamplingDecision.RECORD_AND_SAMPLED });

/** Marks `context`: its remote parent lends its ids, not its sampling decision. */
export function ignoreParentDecision(context: Context): Context {
  return context.setValue(PARENT_DECISION_IGNORED, true);
}

/** Asks the configured sampler as for a root span where the remote parent's decision does not count. */
export class TrustingSampler implements Sampler {
  /** @param asksParent whether `sampler` samples what has a local parent that is sampled. */
  constructor(
    private readonly sampler: Sampler,
    private readonly asksParent: boolean,
  ) {}

  shouldSample(
    context: Context,
    traceId: string,
    name: string,
    kind: SpanKind,
    attributes: Attributes,
    links: Link[],
  ): SamplingResult {
    // Most spans are in such a one; ParentBasedSampler would look at the form of its ids first.
    if (this.asksParent && isSampledHere(trace.getSpan(context))) return SAMPLED;
    const believed = context.getValue(PARENT_DECISION_IGNORED) === true ? trace.deleteSpan(context) : context;
    return this.sampler.shouldSample(believed, traceId, name, kind, attributes, links);
  }

  toString(): string {
    return `TrustingSampler{${this.sampler.toString()}}`;
  }
}

/** A span that is being recorded is one of this process, and its ids are sound. */
function isSampledHere(span: Span | undefined): boolean {
  if (span === undefined || !span.isRecording()) return false;
  return (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
}

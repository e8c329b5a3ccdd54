import { type Attributes, type Context, createContextKey, type Link, type SpanKind, trace } from '@opentelemetry/api';
import type { Sampler, SamplingResult } from '@opentelemetry/sdk-trace-base';

const PARENT_DECISION_IGNORED = createContextKey('the parent decides nothing');

/** Marks `context`: its remote parent lends its ids, not its sampling decision. */
export function ignoreParentDecision(context: Context): Context {
  return context.setValue(PARENT_DECISION_IGNORED, true);
}

/** Asks the configured sampler as for a root span where the remote parent's decision does not count. */
export class TrustingSampler implements Sampler {
  constructor(private readonly sampler: Sampler) {}

  shouldSample(
    context: Context,
    traceId: string,
    name: string,
    kind: SpanKind,
    attributes: Attributes,
    links: Link[],
  ): SamplingResult {
    const believed = context.getValue(PARENT_DECISION_IGNORED) === true ? trace.deleteSpan(context) : context;
    return this.sampler.shouldSample(believed, traceId, name, kind, attributes, links);
  }

  toString(): string {
    return `TrustingSampler{${this.sampler.toString()}}`;
  }
}

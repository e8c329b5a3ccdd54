import { ROOT_CONTEXT, SpanKind, trace, TraceFlags, type Context } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BasicTracerProvider,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
} from '@opentelemetry/sdk-trace-base';
import { ignoreParentDecision, TrustingSampler } from './trusting-sampler.js';

const ids = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const remote = (traceFlags: number): Context => trace.setSpanContext(ROOT_CONTEXT, { ...ids, traceFlags, isRemote: true }); // prettier-ignore

/** A context in a span that a tracer made whose sampler decides so. */
function local(decision: SamplingDecision, hasEnded = false): Context {
  const sampler = { shouldSample: () => ({ decision }) };
  const span = new BasicTracerProvider({ sampler }).getTracer('test').startSpan('parent');
  if (hasEnded) span.end();
  return trace.setSpan(ROOT_CONTEXT, span);
}

const PARENTS: readonly (readonly [name: string, context: Context])[] = [
  ['none', ROOT_CONTEXT],
  ['a remote one that is sampled', remote(TraceFlags.SAMPLED)],
  ['a remote one that is not', remote(TraceFlags.NONE)],
  ['one with broken ids', trace.setSpanContext(ROOT_CONTEXT, { traceId: '1', spanId: '2', traceFlags: 1 })],
  ['one that is sampled', local(SamplingDecision.RECORD_AND_SAMPLED)],
  ['one that was sampled and has ended', local(SamplingDecision.RECORD_AND_SAMPLED, true)],
  ['one that is recorded only', local(SamplingDecision.RECORD)],
  ['one that is not recorded', local(SamplingDecision.NOT_RECORD)],
];

function decide(sampler: Sampler, context: Context): SamplingDecision {
  return sampler.shouldSample(context, ids.traceId, 'a span', SpanKind.INTERNAL, {}, []).decision;
}

describe('the sampler', () => {
  it.each(PARENTS)('decides as the SDK’s does that asks the parent: %s', (_name, context) => {
    for (const root of [new AlwaysOnSampler(), new AlwaysOffSampler()]) {
      const asked = new ParentBasedSampler({ root });
      expect(decide(new TrustingSampler(asked, true), context)).toBe(decide(asked, context));
    }
  });

  it.each(PARENTS)('asks no parent where the configured one does not: %s', (_name, context) => {
    expect(decide(new TrustingSampler(new AlwaysOffSampler(), false), context)).toBe(SamplingDecision.NOT_RECORD);
  });

  it.each([TraceFlags.SAMPLED, TraceFlags.NONE])('is deaf to a remote parent that is not trusted: %s', (traceFlags) => {
    const context = ignoreParentDecision(remote(traceFlags));
    const off = new TrustingSampler(new ParentBasedSampler({ root: new AlwaysOffSampler() }), true);
    const on = new TrustingSampler(new ParentBasedSampler({ root: new AlwaysOnSampler() }), true);
    expect([decide(off, context), decide(on, context)]).toEqual([
      SamplingDecision.NOT_RECORD,
      SamplingDecision.RECORD_AND_SAMPLED,
    ]);
  });
});

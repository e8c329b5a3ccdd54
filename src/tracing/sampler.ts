import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { TracingConfig } from './tracing.config.js';
import { TrustingSampler } from './trusting-sampler.js';

/** The sampler that OTEL_TRACES_SAMPLER names, deaf to the decisions of strangers. */
export function configuredSampler({ disabled, sampler, samplerRatio }: TracingConfig): Sampler {
  if (disabled) return new AlwaysOffSampler();
  const root = rootSampler(sampler.replace('parentbased_', ''), samplerRatio);
  const asksParent = sampler.startsWith('parentbased_');
  return new TrustingSampler(asksParent ? new ParentBasedSampler({ root }) : root, asksParent);
}

function rootSampler(name: string, ratio: number): Sampler {
  if (name === 'always_on') return new AlwaysOnSampler();
  return name === 'always_off' ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio);
}

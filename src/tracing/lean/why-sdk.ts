/** What the SDK's own tracer can and this one cannot. */
export interface SdkNeeds {
  /** Span processors besides the fan-out: they want the SDK's spans, from start to end. */
  readonly spanProcessors: number;
  /** OTEL_NODE_EXPERIMENTAL_SDK_METRICS: the SDK's tracer counts its spans. */
  readonly sdkMetrics: boolean;
}

/** Why the SDK's tracer has to run although ours was asked for, for people; undefined where ours can. */
export function whySdk({ spanProcessors, sdkMetrics }: SdkNeeds): string | undefined {
  if (spanProcessors > 0) return `${spanProcessors} span processor${spanProcessors > 1 ? 's were' : ' was'} added`;
  return sdkMetrics ? 'OTEL_NODE_EXPERIMENTAL_SDK_METRICS asks for its metrics' : undefined;
}

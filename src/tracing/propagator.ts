import type { TextMapPropagator } from '@opentelemetry/api';
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { AWSXRayPropagator } from '@opentelemetry/propagator-aws-xray';
import type { PropagatorName } from './tracing.config.js';

/** X-Ray first, whatever order they are named in: the last one that finds a valid parent wins, and that is to be W3C. */
const ORDER = ['xray', 'tracecontext', 'baggage'] as const;

const MAKE: Readonly<Record<(typeof ORDER)[number], () => TextMapPropagator>> = {
  xray: () => new AWSXRayPropagator(),
  tracecontext: () => new W3CTraceContextPropagator(),
  baggage: () => new W3CBaggagePropagator(),
};

export function configuredPropagator(names: readonly PropagatorName[]): TextMapPropagator {
  const chosen = names.includes('none') ? [] : ORDER.filter((name) => names.includes(name));
  return new CompositePropagator({ propagators: chosen.map((name) => MAKE[name]()) });
}

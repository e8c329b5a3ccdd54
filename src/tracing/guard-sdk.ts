import type { Context, SpanOptions, Tracer } from '@opentelemetry/api';
import { AlwaysOnSampler, BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { attributeValues, guardSpanClass, soundLink } from './guarded-span-class.js';

/** Prototypes that have been guarded already: several SDKs may start in one process, in tests. */
const guarded = new WeakSet<object>();

/**
 * Makes the SDK's tracer and spans safe against any value that a program gives them. Their classes are not exported, so
 * they are had from an instance; a processor's `onStart`, which also sees the span, comes after what would throw.
 */
export function guardSdk(): void {
  const tracer = new BasicTracerProvider({ sampler: new AlwaysOnSampler() }).getTracer('guard');
  guardTracing(Object.getPrototypeOf(tracer) as Tracer, Object.getPrototypeOf(tracer.startSpan('guard')) as object);
}

/** The same for the classes of any tracer, given their prototypes. */
export function guardTracing(tracerClass: Tracer, spanClass: object): void {
  if (guarded.has(spanClass)) return;
  guarded.add(spanClass);
  guardSpanClass(spanClass);
  // oxlint-disable-next-line typescript/unbound-method -- its `this` is the tracer that it is called on
  const { startSpan } = tracerClass;
  tracerClass.startSpan = function (this: Tracer, name: string, options?: SpanOptions, context?: Context) {
    try {
      return startSpan.call(this, name, options, context);
    } catch {
      return startSpan.call(this, name, soundOptions(options), context);
    }
  };
}

/** Of options that the SDK threw at, those parts that can be read. */
function soundOptions(options: SpanOptions | undefined): SpanOptions {
  const read = <Key extends keyof SpanOptions>(key: Key): SpanOptions[Key] => {
    try {
      return options?.[key];
    } catch {
      return undefined; // a getter that throws
    }
  };
  const links = read('links');
  return {
    kind: read('kind'),
    root: read('root') === true,
    attributes: attributeValues(read('attributes')),
    links: Array.isArray(links) ? links.flatMap((link) => soundLink(link) ?? []) : [],
  };
}

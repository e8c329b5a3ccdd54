import type { Context, Link, SpanOptions, Tracer } from '@opentelemetry/api';
import { AlwaysOnSampler, BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { attributeValues, guardSpanClass, MAX_LIST, soundLink } from './guarded-span-class.js';

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
      if (!isEndless(options?.links)) return startSpan.call(this, name, options, context);
    } catch {
      // What can be read of the options follows.
    }
    return startSpan.call(this, name, soundOptions(options), context);
  };
}

/** A list of four billion holes would be read for minutes. */
function isEndless(links: unknown): boolean {
  return Array.isArray(links) && links.length > MAX_LIST;
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
  return {
    kind: read('kind'),
    root: read('root') === true,
    attributes: attributeValues(read('attributes')),
    links: soundLinks(read('links')),
  };
}

function soundLinks(links: unknown): Link[] {
  try {
    return Array.isArray(links) ? links.slice(0, MAX_LIST).flatMap((link: Link) => soundLink(link) ?? []) : [];
  } catch {
    return []; // a list that is a proxy, whose traps throw
  }
}

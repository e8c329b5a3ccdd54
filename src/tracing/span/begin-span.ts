import { context, trace, type Span, type Tracer, type TracerProvider } from '@opentelemetry/api';
import { packageVersion } from '../../config/index.js';
import { readSpanOptions, type CallOptions } from './read-span-options.js';
import type { SpanNaming } from './span-naming.js';
import type { SpanOptionsOrFactory } from './span-options.js';
import { noteCallbackError } from './span-outcome.js';

/** One call under way. */
export interface TracedCall {
  readonly span: Span;
  readonly onResult: CallOptions['onResult'];
}

const DEFAULT_SCOPE = 'cruddur.span';
const SCOPE_VERSION = packageVersion();

/** What starts the spans of one method. It never throws: with a tracer that does, a call has no span. */
export function beginSpan(naming: SpanNaming, options?: SpanOptionsOrFactory<any[]>) {
  const tracerOf = tracerCache();
  let fixed: CallOptions | undefined;

  const optionsOf = (self: unknown, args: unknown[]): CallOptions => {
    if (typeof options !== 'function') return (fixed ??= readSpanOptions(options, naming.functionName()));
    try {
      return readSpanOptions(Reflect.apply(options, self, args), naming.functionName());
    } catch (error) {
      return { ...readSpanOptions(undefined, naming.functionName()), problem: error };
    }
  };

  return (self: unknown, args: unknown[]): TracedCall | undefined => {
    try {
      const given = optionsOf(self, args);
      const tracer = tracerOf(given.scope ?? DEFAULT_SCOPE);
      const span = startSpan(tracer, naming.spanName(self), given, naming);
      if (given.problem !== undefined) noteCallbackError(span, 'options', given.problem);
      return { span, onResult: given.onResult };
    } catch {
      // A broken tracer, or no stack left: the method itself is called as if it were undecorated.
      return undefined;
    }
  };
}

/** Values that the tracer itself refuses (a start time that is none, links that are no list) cost the options, not the span. */
function startSpan(tracer: Tracer, name: string, given: CallOptions, naming: SpanNaming): Span {
  try {
    return tracer.startSpan(name, given.span, context.active());
  } catch (error) {
    const span = tracer.startSpan(name, readSpanOptions(undefined, naming.functionName()).span, context.active());
    noteCallbackError(span, 'options', error);
    return span;
  }
}

/** The last tracer, for as long as the scope and the global provider stay the same: making one for each call costs more. */
function tracerCache(): (scope: string) => Tracer {
  let tracer: Tracer | undefined;
  let tracerScope: string | undefined;
  let tracerProvider: TracerProvider | undefined;
  return (scope) => {
    const provider = trace.getTracerProvider();
    if (tracer === undefined || scope !== tracerScope || provider !== tracerProvider) {
      tracer = provider.getTracer(scope, SCOPE_VERSION);
      tracerScope = scope;
      tracerProvider = provider;
    }
    return tracer;
  };
}

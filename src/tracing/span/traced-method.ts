import { context, isSpanContextValid, trace } from '@opentelemetry/api';
import { beginSpan } from './begin-span.js';
import { fail } from './span-outcome.js';
import { followResult } from './follow-result.js';
import { mimic } from './mimic.js';
import { spanNaming, type MethodPlace } from './span-naming.js';
import type { SpanOptionsOrFactory } from './span-options.js';

type AnyFunction = (...args: any[]) => unknown;

/** Written at class definition only: keeps a class's decorator from wrapping a method that has its own. */
const traced = new WeakSet<object>();

export function isTraced(method: object): boolean {
  return traced.has(method);
}

/** The method with a span around each call; in every other respect it is `original`. */
export function traceMethod(
  original: AnyFunction,
  place: MethodPlace,
  options?: SpanOptionsOrFactory<any[]>,
): AnyFunction {
  const begin = beginSpan(spanNaming(place), options);
  // A method of a literal: like a method of a class it has no `prototype` and cannot be constructed.
  const literal = {
    wrapper(this: unknown, ...args: unknown[]): unknown {
      const call = begin(this, args);
      if (call === undefined) return Reflect.apply(original, this, args);
      const active = trace.setSpan(context.active(), call.span);
      const run = () => Reflect.apply(original, this, args);
      // Not recorded: the ids and the sampling decision still travel on, and nothing needs to be watched.
      if (!call.span.isRecording())
        return isSpanContextValid(call.span.spanContext()) ? context.with(active, run) : run();
      let result: unknown;
      try {
        result = context.with(active, run);
      } catch (error) {
        fail(call.span, error);
        throw error;
      }
      return followResult(result, call, active);
    },
  };
  // oxlint-disable-next-line typescript/unbound-method -- its `this` is the caller's business
  const wrapper = literal.wrapper;
  mimic(wrapper, original);
  traced.add(wrapper);
  return wrapper;
}

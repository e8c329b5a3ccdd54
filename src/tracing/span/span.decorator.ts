import type { SpanOptions, SpanOptionsOrFactory } from './span-options.js';
import type { TakesArgumentsOf, TakesResultOf } from './span-takes.js';
import { traceClass } from './traced-class.js';
import { traceMethod } from './traced-method.js';

/** What `Span(...)` returns: it stands on a method, static or not, or on a class. */
export interface SpanDecorator<Args extends any[] = any[], Result = any> {
  <Method extends (...args: any[]) => any>(
    target: object,
    key: PropertyKey,
    descriptor: TypedPropertyDescriptor<Method> & TakesArgumentsOf<Method, Args> & TakesResultOf<Method, Result>,
  ): void;
  (target: abstract new (...args: any[]) => any): void;
}

/**
 * A span for each call of the method, or of every method of the class, its inherited ones included. The span is a child
 * of the active one and is active itself while the call runs; the caller sees what it would see without the decorator.
 *
 * What the call gives decides when the span ends:
 * - a value, or a throw: at once. So does a thenable that is no Promise: it may be a query that runs only when awaited;
 * - a Promise: when it settles;
 * - an Observable: when its first subscription completes, fails or is unsubscribed. The span starts at the call; one that
 *   is never subscribed is never exported, and what later subscriptions do is not part of it;
 * - a generator, async or not: when it is done, fails or is left by `return`; its span is active inside each `next()`.
 *
 * A throw is recorded on the span and rethrown untouched; a Nest HttpException below 500 is an answer and no error, so it
 * leaves the status unset and adds `app.rejection.*` attributes. Without a name the span is `Class.method`, the class
 * being the one the method was called on; a name given to a class stands for the class's. `code.function.name` is where
 * the method was written. A failing callback reaches nobody: it is said in `app.span.callback_error`.
 *
 * @param name the span's name, literal and without ids
 * @param options OpenTelemetry's span options, `scope` and `onResult`, or a function of the arguments that makes them
 * @throws TypeError when it stands on something that is no method
 */
export function Span<Args extends any[], Result = any>(
  options?: SpanOptionsOrFactory<Args, Result>,
): SpanDecorator<Args, Result>;
export function Span<Args extends any[], Result = any>(
  name?: string,
  options?: SpanOptionsOrFactory<Args, Result>,
): SpanDecorator<Args, Result>;
export function Span(
  nameOrOptions?: string | SpanOptionsOrFactory<any[]>,
  maybeOptions?: SpanOptionsOrFactory<any[]>,
): SpanDecorator {
  const name = typeof nameOrOptions === 'string' ? nameOrOptions : undefined;
  const options = typeof nameOrOptions === 'string' ? maybeOptions : (nameOrOptions ?? maybeOptions);
  return (target: object, key?: PropertyKey, descriptor?: PropertyDescriptor): void => {
    if (key === undefined && typeof target === 'function') return traceClass(target, name, options);
    if (key === undefined || typeof descriptor?.value !== 'function') {
      throw new TypeError(`@Span() stands on methods and classes, and ${String(key)} is no method`);
    }
    descriptor.value = traceMethod(descriptor.value, { home: target, owner: target, key, name }, options);
  };
}

export type { SpanOptions, SpanOptionsOrFactory };

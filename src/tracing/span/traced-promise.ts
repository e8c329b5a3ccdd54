import type { TracedCall } from './begin-span.js';
import { fail, succeed } from './span-outcome.js';

/**
 * What the caller gets is a promise that settles alike, after the span has ended, and that still counts as unhandled when
 * nobody handles it. A subclass, or a promise with properties of its own (a child process, a request), is given back as
 * it is, since a derived one would lose them; the price is that its rejection always counts as handled.
 */
export function tracePromise(promise: Promise<unknown>, call: TracedCall): Promise<unknown> {
  const onFulfilled = (value: unknown) => {
    succeed(call, value);
    return value;
  };
  if (isPlain(promise)) {
    return promise.then(onFulfilled, (error: unknown) => {
      fail(call.span, error);
      throw error;
    });
  }
  void Promise.prototype.then.call(promise, onFulfilled, (error: unknown) => fail(call.span, error));
  return promise;
}

/** Of any realm: only the language's own prototype carries the tag. */
function isPlain(promise: Promise<unknown>): boolean {
  return (
    Object.hasOwn(Reflect.getPrototypeOf(promise) ?? promise, Symbol.toStringTag) &&
    Object.getOwnPropertyNames(promise).length === 0
  );
}

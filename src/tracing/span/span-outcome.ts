import { types } from 'node:util';
import { SpanStatusCode, type Span } from '@opentelemetry/api';
import { ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions';
import type { TracedCall } from './begin-span.js';
import { describeThrown } from './describe-thrown.js';
import { expectedRejection } from './expected-rejection.js';

/** The call gave `value`: its attributes, and the end. Nothing here throws. */
export function succeed({ span, onResult }: TracedCall, value: unknown): void {
  if (onResult !== undefined) {
    try {
      const given = onResult(value);
      if (types.isPromise(given)) {
        void Promise.prototype.then.call(given, undefined, () => undefined); // unhandled, its rejection would end the process
        throw new TypeError('onResult must not return a promise');
      }
      if (given?.attributes !== undefined) span.setAttributes(given.attributes);
    } catch (error) {
      noteCallbackError(span, 'onResult', error);
    }
  }
  leave(span);
}

/** The call threw, rejected or failed with `thrown`, whatever that is. */
export function fail(span: Span, thrown: unknown): void {
  try {
    const rejection = expectedRejection(thrown);
    if (rejection === undefined) {
      const described = describeThrown(thrown);
      span.recordException(described);
      span.setStatus({ code: SpanStatusCode.ERROR, message: described.message });
      span.setAttribute(ATTR_ERROR_TYPE, described.name);
    } else {
      span.setAttribute('app.rejection.type', rejection.name);
      span.setAttribute('app.rejection.status_code', rejection.status);
    }
  } catch {
    // A span that refuses to be written to must not replace what the method threw.
  }
  leave(span);
}

/** The end, without anything more to say. A span processor may throw out of `end()`. */
export function leave(span: Span): void {
  try {
    span.end();
  } catch {
    // The span is over either way, and the caller has no part in it.
  }
}

/** A failing callback is the decorator's user's mistake: the call itself went well, so the status stays unset. */
export function noteCallbackError(span: Span, callback: 'options' | 'onResult', error: unknown): void {
  try {
    const { name, message } = describeThrown(error);
    span.setAttribute('app.span.callback_error', `${callback}: ${name}: ${message}`);
  } catch {
    // Nothing left to note it on.
  }
}

import { types } from 'node:util';
import type { Context } from '@opentelemetry/api';
import { Observable } from 'rxjs';
import type { TracedCall } from './begin-span.js';
import { succeed } from './span-outcome.js';
import { traceGenerator } from './traced-generator.js';
import { traceObservable } from './traced-observable.js';
import { tracePromise } from './traced-promise.js';

/**
 * Ends the call's span when what it gave is over, and returns what the caller gets. The kinds are told by their internal
 * slots where there are such: that works across realms (jest), touches no getter, and does not start a lazy thenable.
 */
export function followResult(result: unknown, call: TracedCall, active: Context): unknown {
  if ((typeof result === 'object' && result !== null) || typeof result === 'function') {
    try {
      if (types.isPromise(result)) return tracePromise(result, call);
      if (types.isGeneratorObject(result)) return traceGenerator(result, call, active);
      if (result instanceof Observable) return traceObservable(result, call, active);
    } catch {
      // A proxy whose traps throw, a frozen generator, a promise whose constructor does: the span ends with the call.
    }
  }
  succeed(call, result);
  return result;
}

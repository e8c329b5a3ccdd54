import { types } from 'node:util';
import { context, type Context } from '@opentelemetry/api';
import type { TracedCall } from './begin-span.js';
import { fail, leave, succeed } from './span-outcome.js';

type AnyGenerator = Generator | AsyncGenerator;

/**
 * Gives the generator verbs of its own that run its body inside the span. The object stays the same one, so it still is a
 * generator to whoever asks.
 */
export function traceGenerator(generator: AnyGenerator, call: TracedCall, active: Context): AnyGenerator {
  let open = true;
  const onStep = (verb: string, step: unknown) => {
    if (!open || !isLast(step)) return;
    open = false;
    if (verb === 'return') leave(call.span);
    else succeed(call, step.value);
  };
  const onThrow = (error: unknown) => {
    if (open) fail(call.span, error);
    open = false;
  };
  for (const verb of ['next', 'return', 'throw'] as const) {
    const advance: (...args: never[]) => unknown = generator[verb];
    const value = function (this: unknown, ...args: unknown[]): unknown {
      let step: unknown;
      try {
        step = context.with(active, () => Reflect.apply(advance, this, args));
      } catch (error) {
        onThrow(error);
        throw error;
      }
      if (types.isPromise(step)) {
        return step.then(
          (settled) => {
            onStep(verb, settled);
            return settled;
          },
          (error: unknown) => {
            onThrow(error);
            throw error;
          },
        );
      }
      onStep(verb, step);
      return step;
    };
    Object.defineProperty(generator, verb, { value, configurable: true, writable: true, enumerable: false });
  }
  return generator;
}

function isLast(step: unknown): step is IteratorReturnResult<unknown> {
  return typeof step === 'object' && step !== null && Reflect.get(step, 'done') === true;
}

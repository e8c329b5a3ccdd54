import { types } from 'node:util';
import { SpanKind, type SpanOptions as ApiSpanOptions } from '@opentelemetry/api';
import { ATTR_CODE_FUNCTION_NAME } from '@opentelemetry/semantic-conventions';
import type { SpanOptions } from './span-options.js';

/** Options as a call uses them: only what is usable is left, and `problem` says that something was not. */
export interface CallOptions {
  readonly span: ApiSpanOptions;
  readonly scope?: string | undefined;
  readonly onResult?: SpanOptions['onResult'] | undefined;
  readonly problem?: unknown;
}

/** Takes whatever a decorator or its options function was given. Never throws, whatever the getters of `given` do. */
export function readSpanOptions(given: unknown, functionName: string): CallOptions {
  const base = { attributes: { [ATTR_CODE_FUNCTION_NAME]: functionName } };
  if (given === undefined || given === null) return { span: base };
  try {
    if (types.isPromise(given)) {
      given.then(undefined, () => undefined); // its rejection is nobody's: unhandled, it would end the process
      throw new TypeError('options must not be a promise');
    }
    if (typeof given !== 'object') throw new TypeError(`options must be an object, not a ${typeof given}`);
    const { scope, onResult, kind, attributes, links, root, startTime } = given as SpanOptions;
    return {
      scope: typeof scope === 'string' && scope !== '' ? scope : undefined,
      onResult: typeof onResult === 'function' ? onResult : undefined,
      span: {
        kind: kind !== undefined && SpanKind[kind] !== undefined ? kind : undefined,
        attributes: typeof attributes === 'object' ? { ...base.attributes, ...attributes } : base.attributes,
        links: Array.isArray(links) ? links : undefined,
        root: root === true,
        startTime: isTime(startTime) ? startTime : undefined,
      },
    };
  } catch (error) {
    return { span: base, problem: error };
  }
}

/** A NaN among the times would travel on into every destination. */
function isTime(time: unknown): boolean {
  if (Array.isArray(time)) return time.length === 2 && time.every(Number.isFinite);
  return Number.isFinite(time instanceof Date ? time.getTime() : time);
}

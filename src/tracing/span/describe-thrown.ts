import { read } from './read-property.js';
import { stackOf } from './stack-of.js';

/** What was thrown, in strings that are safe to hand on. */
export interface DescribedThrown {
  readonly name: string;
  readonly message: string;
  /** With the stacks of its causes. */
  readonly stack?: string;
  readonly code?: string;
}

/** Anything can be thrown: null, a number, a proxy whose traps throw, an error with a `stack` getter that does. */
export function describeThrown(thrown: unknown): DescribedThrown {
  if (typeof thrown !== 'object' || thrown === null) return { name: kindOf(thrown), message: textOf(thrown) };
  const [name, message, code] = [read(thrown, 'name'), read(thrown, 'message'), read(thrown, 'code')];
  const stack = stackOf(thrown);
  return {
    name: typeof name === 'string' && name !== '' ? name : 'Object',
    message: typeof message === 'string' ? message : textOf(thrown),
    ...(stack !== undefined && { stack }),
    ...((typeof code === 'string' || typeof code === 'number') && { code: String(code) }),
  };
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return `(${kindOf(value)} without text)`;
  }
}

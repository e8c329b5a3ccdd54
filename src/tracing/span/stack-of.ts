import { read } from './read-property.js';

const MAX_CAUSES = 5;

/**
 * The stack of what was thrown, followed by those of its causes as `Caused by: ...`: an error's own `stack` does not name
 * them, and often they alone say what went wrong. Undefined where there is no stack. A cycle of causes ends.
 */
export function stackOf(thrown: object): string | undefined {
  const own = read(thrown, 'stack');
  if (typeof own !== 'string') return undefined;
  const seen = new Set<unknown>([thrown]);
  let text = own;
  let cause = read(thrown, 'cause');
  for (; isNew(cause, seen); cause = read(cause, 'cause')) {
    const stack = read(cause, 'stack');
    text += `\nCaused by: ${typeof stack === 'string' ? stack : describeBriefly(cause)}`;
    seen.add(cause);
  }
  return typeof cause === 'string' ? `${text}\nCaused by: ${cause}` : text;
}

function isNew(cause: unknown, seen: ReadonlySet<unknown>): cause is object {
  return typeof cause === 'object' && cause !== null && !seen.has(cause) && seen.size <= MAX_CAUSES;
}

function describeBriefly(cause: object): string {
  const [name, message] = [read(cause, 'name'), read(cause, 'message')];
  return [name, message].filter((part) => typeof part === 'string' && part !== '').join(': ') || 'an object';
}

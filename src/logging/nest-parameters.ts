/** As Nest's own logger tells a stack from a context. */
const STACK = /^.+\n\s+at .+:\d+:\d+/s;

/**
 * Nest's convention for what follows the message: the last string is the context; for `error` and `fatal` a string
 * before it is the stack, and a lone string is a stack if it looks like one. What remains are details of the line.
 */
export function nestParameters(
  parameters: readonly unknown[],
  mayHaveStack: boolean,
): { details: unknown[]; context?: string } {
  const details = [...parameters];
  const last = details.at(-1);
  const context = typeof last === 'string' && !(mayHaveStack && STACK.test(last)) ? last : undefined;
  if (context !== undefined) details.pop();
  const stack = mayHaveStack ? details.findIndex((detail) => typeof detail === 'string') : -1;
  if (stack >= 0) details.splice(stack, 1, { stack: details[stack] });
  return context === undefined ? { details } : { details, context };
}

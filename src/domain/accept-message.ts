export type MessageProblem = 'message_blank' | 'message_exceed_max_chars';

/**
 * The text of a message that may be posted, or why it may not. What is no string counts as blank, whitespace does not.
 * Characters are code points, so that an emoji counts once.
 */
export function acceptMessage(message: unknown, maxCharacters: number): { text: string } | { problem: MessageProblem } {
  if (typeof message !== 'string' || message === '') return { problem: 'message_blank' };
  return isLongerThan(message, maxCharacters) ? { problem: 'message_exceed_max_chars' } : { text: message };
}

/** Stops counting at the bound: a body's worth of text is not walked to be refused. */
function isLongerThan(text: string, maxCharacters: number): boolean {
  if (text.length <= maxCharacters) return false;
  let characters = 0;
  for (const _ of text) if (++characters > maxCharacters) return true;
  return false;
}

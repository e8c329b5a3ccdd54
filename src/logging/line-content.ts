import type { Redactor } from '../redaction/index.js';
import { errorDetails, isError } from './error-details.js';

/** What was logged, read once: the words of the message, which are redacted when they are joined, and the safe fields beside it. */
export interface LineContent {
  readonly words: string[];
  readonly fields: Record<string, unknown>;
}

/** Reads everything that was logged, once: the message first. */
export function lineContent(logged: readonly unknown[], redactor: Redactor): LineContent {
  const content: LineContent = { words: [], fields: {} };
  for (const value of logged) absorb(content, value, redactor);
  if (content.words.length === 0) content.words.push(fieldsAsMessage(content.fields));
  return content;
}

/**
 * An object brings fields, an error its stack too, and everything else is words of the message. The first value is the
 * message, so an object's or error's own `message` is taken for it only there.
 */
function absorb(content: LineContent, value: unknown, redactor: Redactor): void {
  const { words, fields } = content;
  if (value === undefined) return;
  if (typeof value === 'string') {
    words.push(value);
  } else if (isError(value)) {
    const { message, error, stack } = errorDetails(value, redactor);
    if (words.length === 0) words.push(message);
    fields['error'] = error;
    if (stack !== undefined) fields['stack'] = stack;
  } else {
    absorbCopy(content, redactor.redactFields(value));
  }
}

function absorbCopy({ words, fields }: LineContent, copy: unknown): void {
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) {
    words.push(typeof copy === 'string' ? copy : JSON.stringify(copy));
    return;
  }
  for (const [name, value] of Object.entries(copy)) {
    if (name === 'message' && words.length === 0 && typeof value === 'string') words.push(value);
    else fields[name === '__proto__' ? '___proto__' : name] = value;
  }
}

/** Only fields were logged: they are the message too, as far as a line is read. */
function fieldsAsMessage(fields: Record<string, unknown>): string {
  return Object.keys(fields).length === 0 ? 'undefined' : JSON.stringify(fields).slice(0, 1_024);
}

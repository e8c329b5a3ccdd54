import { types } from 'node:util';
import type { Redactor } from '../redaction/index.js';

/** An error as a log line shows it: what it is, and one text of its stack with those of its causes. */
export interface ErrorDetails {
  readonly message: string;
  /** Name, message and what else the application put on the error, such as a code. */
  readonly error: Readonly<Record<string, unknown>>;
  readonly stack: string | undefined;
}

const MAX_CAUSES = 5;
const TOLD_BY_THE_STACK = new Set(['stack', 'cause', 'errors']);

/** True for errors of every realm: `instanceof` alone misses those that Node itself throws into a test's sandbox. */
export function isError(value: unknown): value is Error {
  if (types.isNativeError(value)) return true;
  try {
    return value instanceof Error;
  } catch {
    // A hostile proxy is no error that could be shown.
    return false;
  }
}

export function errorDetails(error: Error, redactor: Redactor): ErrorDetails {
  const plain: Record<string, unknown> = { name: read(error, 'name'), message: read(error, 'message') };
  for (const key of ownKeys(error)) if (!TOLD_BY_THE_STACK.has(key)) plain[key] = read(error, key);
  const shown: Record<string, unknown> = Object(redactor.redactFields(plain));
  const stacks = causeChain(error).flatMap((link) => text(read(link, 'stack')) ?? text(read(link, 'message')) ?? []);
  return {
    // Node's own errors of several failed connections have no message, only a code.
    message: text(shown['message']) ?? [shown['name'], shown['code']].filter(Boolean).join(' '),
    error: shown,
    stack: stacks.length > 0 ? String(redactor.redactFields(stacks.join('\nCaused by: '))) : undefined,
  };
}

/** The error and what it says caused it; several causes of an AggregateError count, and a cycle ends the chain. */
function causeChain(error: Error): Error[] {
  const chain = [error];
  for (const link of chain) {
    const errors = read(link, 'errors');
    for (const cause of [read(link, 'cause'), ...(Array.isArray(errors) ? errors.slice(0, MAX_CAUSES) : [])])
      if (isError(cause) && !chain.includes(cause) && chain.length <= MAX_CAUSES) chain.push(cause);
  }
  return chain;
}

function ownKeys(error: Error): string[] {
  try {
    return Object.keys(error);
  } catch {
    // A hostile proxy: name, message and stack are what there is.
    return [];
  }
}

function read(error: Error, key: string): unknown {
  try {
    return Reflect.get(error, key);
  } catch {
    // A getter of the application's threw.
    return '[unreadable]';
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

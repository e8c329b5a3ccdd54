import { redactor } from '../redaction/index.js';
import { describeThrown } from '../tracing/index.js';

/** What was thrown as plain strings: read once, redacted and bounded, whatever its getters do. */
export interface ErrorSnapshot {
  /** The error's name, or the kind of value that was thrown instead of one. */
  readonly name: string;
  readonly message: string;
  /** As the engine writes it: a heading, then a line a frame; absent where no error was thrown. */
  readonly stack?: string;
  /** What it says caused it; of several the first. At most five deep, and a cycle ends it. */
  readonly cause?: ErrorSnapshot;
}

const MAX_DEPTH = 5;
const MAX_NAME = 256;
const MAX_MESSAGE = 8_192;
const MAX_STACK = 32_768;

export function errorSnapshot(thrown: unknown): ErrorSnapshot {
  return snapshot(thrown, []);
}

function snapshot(thrown: unknown, outer: readonly unknown[]): ErrorSnapshot {
  const described = describeThrown(thrown);
  const path = [...outer, thrown];
  const cause = path.length < MAX_DEPTH ? causeOf(thrown) : undefined;
  const message = clean(described.message === '[object Object]' ? asJson(thrown) : described.message, MAX_MESSAGE);
  return {
    name: clean(described.name, MAX_NAME),
    message,
    ...(described.stack !== undefined && { stack: cleanStack(described.stack, described.message, message) }),
    ...(cause !== undefined && cause !== null && !path.includes(cause) && { cause: snapshot(cause, path) }),
  };
}

/** The stack begins with the message, however long; the frames behind it are what matters. */
function cleanStack(stack: string, message: string, cleanMessage: string): string {
  const start = stack.indexOf(message);
  if (start < 0) return clean(stack, MAX_STACK);
  const frames = stack.slice(start + message.length);
  return clean(stack.slice(0, start), MAX_NAME) + cleanMessage + clean(frames, MAX_STACK);
}

/** Redacts before it clips: half a secret is not recognised. */
function clean(text: string, length: number): string {
  const redacted = redactor.redactText(text.slice(0, 4 * length));
  return redacted.length <= length ? redacted : `${redacted.slice(0, length)}…[clipped]`;
}

function causeOf(thrown: unknown): unknown {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const { cause, errors } = { cause: read(thrown, 'cause'), errors: read(thrown, 'errors') };
  if (cause !== undefined) return cause;
  try {
    return Array.isArray(errors) ? (errors[0] as unknown) : undefined;
  } catch {
    return undefined; // a proxy around an array, with traps that throw
  }
}

function read(from: object, key: string): unknown {
  try {
    return Reflect.get(from, key);
  } catch {
    return undefined; // a getter that throws names no cause
  }
}

/** A thrown object that is no error: what it holds says more than `[object Object]`. */
function asJson(thrown: unknown): string {
  return JSON.stringify(redactor.redactFields(thrown)) ?? '[object Object]';
}

import { LEVEL } from 'triple-beam';
import type { TraceIds } from '../tracing/index.js';
import type { LogLevel } from './log-levels.js';

/** Holds what was logged, untouched: the message first, then objects, errors, more words. Read once, when the line is made. */
export const LOGGED = Symbol('logged');

/** Holds what is known of the line beside what was logged. */
export const KNOWN = Symbol('known');

export interface KnownOfLine {
  readonly context?: string | undefined;
  /** Of a line that is written outside the context it belongs to. */
  readonly ids?: TraceIds;
  readonly enduserId?: string | undefined;
  /** In place of what was logged: asked once, when the line is made. */
  readonly content?: () => KnownContent;
}

/** A message and the fields beside it, plain and redacted already; undefined fields are left out. */
export interface KnownContent {
  readonly message: string;
  readonly fields: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** One line on its way into the logger: winston's info, with everything that needs care kept apart. */
export interface LogInfo {
  level: string;
  message: string;
  [LEVEL]?: string;
  [LOGGED]?: readonly unknown[];
  [KNOWN]?: KnownOfLine;
  [field: string]: unknown;
}

export function logInfo(level: LogLevel, logged: readonly unknown[], known: KnownOfLine = {}): LogInfo {
  // Set one by one: of a literal with names in brackets each such name is a call into the runtime.
  const info: LogInfo = { level, message: '' };
  info[LEVEL] = level;
  info[LOGGED] = logged;
  info[KNOWN] = known;
  return info;
}

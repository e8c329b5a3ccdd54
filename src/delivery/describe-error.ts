import { types } from 'node:util';

const MAX_CHARACTERS = 200;

/** What a log line says of whatever was thrown: code and message, one line, clipped. Never throws. */
export function describeError(error: unknown): string {
  try {
    if (!types.isNativeError(error)) return oneLine(typeof error === 'string' ? error : `a thrown ${typeof error}`);
    const code = errorCode(error);
    const message = error.message || error.name;
    return oneLine(code && !message.includes(code) ? `${code}: ${message}` : message);
  } catch {
    // Its getters throw, or it is a proxy that does: there is nothing to be had of it.
    return 'an error that cannot be read';
  }
}

/** The code of a system error, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return types.isNativeError(error) && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A destination's answer must neither break nor colour the log, nor fill it. */
export function oneLine(text: string): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return clean.length > MAX_CHARACTERS ? `${clean.slice(0, MAX_CHARACTERS)}...` : clean;
}

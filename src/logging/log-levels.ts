/** winston's npm levels with Nest's `fatal` above them; without it winston drops Nest's fatal lines silently. */
export const LOG_LEVELS = { fatal: 0, error: 1, warn: 2, info: 3, http: 4, verbose: 5, debug: 6, silly: 7 } as const;

export type LogLevel = keyof typeof LOG_LEVELS;

export const LOG_LEVEL_NAMES: readonly LogLevel[] = Object.keys(LOG_LEVELS).filter(isLogLevel);

export function isLogLevel(level: unknown): level is LogLevel {
  return typeof level === 'string' && Object.hasOwn(LOG_LEVELS, level);
}

/** Whether a line of `level` is within `threshold`; no line is within what is no level. */
export function passes(level: string, threshold: string): boolean {
  return isLogLevel(level) && isLogLevel(threshold) && LOG_LEVELS[level] <= LOG_LEVELS[threshold];
}

import { z } from 'zod';
import { defineConfig, type ConfigOf } from '../config/index.js';
import { isLogLevel, LOG_LEVEL_NAMES, type LogLevel } from './log-levels.js';

export const loggingConfig = defineConfig(
  'logging',
  {
    NODE_ENV: z.string().optional(),
    LOG_LEVEL: z
      .string()
      .transform(toLevelName)
      .pipe(z.custom<LogLevel>(isLogLevel))
      .optional()
      .describe(`one of ${LOG_LEVEL_NAMES.join(', ')}`),
    LOG_FORMAT: z.enum(['json', 'pretty']).optional().describe('json or pretty'),
  },
  (values) => ({
    level: values.LOG_LEVEL ?? 'info',
    format: values.LOG_FORMAT ?? (values.NODE_ENV === 'production' ? 'json' : 'pretty'),
  }),
);

export type LoggingConfig = ConfigOf<typeof loggingConfig>;

/** In any case; Nest's `log` is winston's `info`. */
function toLevelName(text: string): string {
  const name = text.trim().toLowerCase();
  return name === 'log' ? 'info' : name;
}

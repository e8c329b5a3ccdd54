import { z } from 'zod';
import { defineConfig, flag } from '../config/index.js';

/** What is masked besides the built-in lists. */
export const redactionConfig = defineConfig(
  'redaction',
  {
    REDACT_NAMES: z.string().optional().describe('a comma-separated list of names'),
    REDACT_EMAILS: flag().optional(),
  },
  (values) => ({
    names: (values.REDACT_NAMES ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    emails: values.REDACT_EMAILS ?? false,
  }),
);

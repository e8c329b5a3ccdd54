import { z } from 'zod';

/** What a query string may hold: text, that is, and each name once. */

const RUN_ID = /^[\w-]{1,64}$/;
export const ofRun = z.strictObject({
  run: z.string().regex(RUN_ID).optional().describe('a run of the console, from /api/runs; without it the current one'),
});

const before = z.string().regex(/^\d{1,19}(\.\d{1,9})?$/).optional()
  .describe('`next` of the page before, or nanoseconds since the epoch'); // prettier-ignore

const limit = (most: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(most))
    .optional()
    .describe(`at most so many, 1 to ${most}`);

export const tracesQuestion = ofRun.extend({
  limit: limit(500),
  before,
  q: z.string().regex(/^[0-9a-f]{1,32}$/i).toLowerCase().optional().describe('the beginning of a trace id'),
  errors: z.enum(['true', 'false']).optional().describe('true: only traces with an error'),
  field: z.string().min(1).max(500).optional().describe('with `value`: only traces with a span on which this field has it'),
  value: z.string().max(10_000).optional(),
}); // prettier-ignore

export const logsQuestion = ofRun.extend({
  limit: limit(1_000),
  before,
  level: z.string().regex(/^\d{1,2}$/).transform(Number).optional().describe('the least severity number, 9 for INFO'),
  q: z.string().max(1_000).optional().describe('text in the body'),
  trace: z.string().regex(/^[0-9a-f]{32}$/).optional().describe('a trace id'),
}); // prettier-ignore

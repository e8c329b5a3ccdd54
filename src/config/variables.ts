import { z } from 'zod';

/** The kinds of variables that several rooms read; each carries the words that a boot error says. */

export const port = () =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65_535))
    .describe('a port number from 0 to 65535');

export const flag = () =>
  z.stringbool({ truthy: ['true', '1', 'on', 'yes'], falsy: ['false', '0', 'off', 'no'] }).describe('true or false');

export const httpUrl = () => z.url({ protocol: /^https?$/, hostname: /.+/ }).describe('an http:// or https:// URL');

export const positiveInteger = (unit: string, max = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(max))
    .describe(`a whole number of ${unit}, 1${max < Number.MAX_SAFE_INTEGER ? ` to ${max}` : ' or more'}`);

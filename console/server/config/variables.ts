import { z } from 'zod';
import { urlOf } from './host-url.js';

/** The kinds of variables; each carries the words that a boot error says. */

export const flag = () =>
  z.stringbool({ truthy: ['true', '1', 'on', 'yes'], falsy: ['false', '0', 'off', 'no'] }).describe('true or false');

export const port = () =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65_535))
    .describe('a port number from 0 to 65535');

export const httpUrl = () => z.url({ protocol: /^https?$/, hostname: /.+/ }).describe('an http:// or https:// URL');

export const address = () =>
  z
    .string()
    .regex(/^[\w.:%-]+$/)
    .refine((host) => URL.canParse(urlOf(host, 80)))
    .describe('an address or a name of this machine');

export const token = () =>
  z
    .string()
    .regex(/^[\x21-\x7e]+$/)
    .describe('visible ASCII characters without a space');

export const hostNames = () =>
  listOf(z.string().regex(/^([\w.-]+|\[[\da-f:]+\])$/i)).describe('host names without ports, separated by commas');

export const origins = () =>
  listOf(z.url({ protocol: /^https?$/, hostname: /.+/ })).describe('http:// or https:// origins, separated by commas');

function listOf<Item extends z.ZodType<unknown, string>>(item: Item) {
  return z.string().transform(partsOf).pipe(z.array(item));
}

function partsOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

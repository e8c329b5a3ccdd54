import { isIP } from 'node:net';
import { z } from 'zod';
import { ConfigError, defineConfig, flag, serviceConfig, type ConfigOf } from '../config/index.js';
import { cacheDir } from './cache-dir.js';
import { keptToken } from './kept-token.js';

const LEAST_TOKEN_IN_PRODUCTION = 32;

const listOf = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()).filter(Boolean))
    .pipe(z.array(item))
    .optional(); // prettier-ignore

/**
 * Whether there is a console, where it listens and what it asks for. The console reads the same variables; they are checked
 * here too, because a process that is started on the side has nobody to tell.
 */
export const consoleConfig = defineConfig(
  'console',
  {
    CONSOLE: flag().optional().describe('on or off'),
    CONSOLE_PORT: z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.number().min(1).max(65_535)).default(4568)
      .describe('a port number from 1 to 65535'),
    CONSOLE_HOST: z.string().regex(/^[\w.:%-]+$/).refine((host) => URL.canParse(`http://${inUrl(host)}`)).default('127.0.0.1')
      .describe('an address or a name of this machine'),
    CONSOLE_TOKEN: z.string().regex(/^[\x21-\x7e]+$/).optional().describe('visible ASCII characters without a space'),
    CONSOLE_ALLOWED_HOSTS: listOf(z.string().regex(/^([\w.-]+|\[[\da-f:]+\])$/i))
      .describe('host names without ports, separated by commas'),
    CONSOLE_ORIGINS: listOf(z.url({ protocol: /^https?$/ })).describe('http:// or https:// origins, separated by commas'),
    CONSOLE_DATA_DIR: z.string().optional(),
  },
  (values, environment) => ({
    /** Undefined where there is no console. */
    target: isOn(values.CONSOLE, environment) ? target(values, environment) : undefined,
    /** What a console that is started by this service finds in its environment. */
    environment,
  }),
); // prettier-ignore

export type ConsoleConfig = ConfigOf<typeof consoleConfig>;

/** Where the console is. */
export interface ConsoleTarget {
  readonly port: number;
  /** `http://host:port`, as this machine reaches it. */
  readonly origin: string;
  /** The same, as a person opens it. */
  readonly page: string;
  readonly token: string | undefined;
  /** Whether a person has to be told the token: it was made here. */
  readonly tokenIsNew: boolean;
}

interface Values {
  readonly CONSOLE_PORT: number;
  readonly CONSOLE_HOST: string;
  readonly CONSOLE_TOKEN?: string;
  readonly CONSOLE_DATA_DIR?: string;
}

type Environment = Parameters<typeof serviceConfig.from>[0];

function isOn(said: boolean | undefined, environment: Environment): boolean {
  return said ?? serviceConfig.from(environment).mode === 'development';
}

function target(
  { CONSOLE_PORT: port, CONSOLE_HOST: host, ...values }: Values,
  environment: Environment,
): ConsoleTarget {
  const { CONSOLE_TOKEN: given } = values;
  const isProduction = serviceConfig.from(environment).mode === 'production';
  if (isProduction && (given ?? '').length < LEAST_TOKEN_IN_PRODUCTION)
    throw new ConfigError('CONSOLE_TOKEN', `${LEAST_TOKEN_IN_PRODUCTION} characters or more, which CONSOLE=on needs in production`); // prettier-ignore
  const isMade = given === undefined && !isLoopback(host);
  return {
    port,
    origin: `http://${isAnyAddress(host) ? '127.0.0.1' : inUrl(host)}:${port}`,
    page: `http://${isAnyAddress(host) || host === '127.0.0.1' ? 'localhost' : inUrl(host)}:${port}`,
    token: isMade ? keptToken(values.CONSOLE_DATA_DIR ?? cacheDir(environment)) : given,
    tokenIsNew: isMade,
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** All addresses of the machine are listened on, and one of them is the loopback's. */
function isAnyAddress(host: string): boolean {
  return ['0.0.0.0', '[::]'].includes(new URL(`http://${inUrl(host)}`).hostname);
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

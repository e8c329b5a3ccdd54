import { z } from 'zod';
import { ConfigError } from './config/config-error.js';
import { elsewhere } from './config/elsewhere.js';
import { hostNameOf, isAnyAddress } from './config/host-url.js';
import { type Environment, readVariables } from './config/read-variables.js';
import { address, flag, hostNames, httpUrl, origins, port, token } from './config/variables.js';
import { cacheDir } from './lifecycle/cache-dir.js';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const LEAST_TOKEN_IN_PRODUCTION = 32;
const DEVELOPMENT_FRONTEND = 'http://localhost:3000';

const variables = {
  NODE_ENV: z.string().optional(),
  CONSOLE_PORT: port().default(4568),
  CONSOLE_HOST: address().default('127.0.0.1'),
  CONSOLE_TOKEN: token().optional(),
  CONSOLE_ALLOWED_HOSTS: hostNames().default([]),
  CONSOLE_ORIGINS: origins().optional(),
  CONSOLE_DATA_DIR: z.string().optional(),
  CONSOLE_OWNED: flag().default(false),
  CONSOLE_SERVICE_URL: httpUrl().optional(),
  FRONTEND_URL: httpUrl().optional(),
};

export type ConsoleConfig = ReturnType<typeof consoleConfig>;

/** What the console reads of the environment. @throws ConfigError */
export function consoleConfig(environment: Environment) {
  const values = readVariables(variables, environment);
  const production = values.NODE_ENV === 'production';
  if (production && (values.CONSOLE_TOKEN ?? '').length < LEAST_TOKEN_IN_PRODUCTION)
    throw new ConfigError('CONSOLE_TOKEN', `${LEAST_TOKEN_IN_PRODUCTION} characters or more in production`);
  const frontend = values.FRONTEND_URL ?? (production ? undefined : DEVELOPMENT_FRONTEND);
  return {
    host: values.CONSOLE_HOST,
    port: values.CONSOLE_PORT,
    token: values.CONSOLE_TOKEN,
    /** The loopback's own names always: no page of somebody else's can have them. And its own, where it has one. */
    allowedHosts: [...LOOPBACK_NAMES, ...ownName(values.CONSOLE_HOST), ...values.CONSOLE_ALLOWED_HOSTS].map((name) =>
      name.toLowerCase(),
    ),
    origins: (values.CONSOLE_ORIGINS ?? (frontend === undefined ? [] : [frontend])).map((url) => new URL(url).origin),
    dataDir: values.CONSOLE_DATA_DIR ?? cacheDir(environment),
    /** Whether it lives for the services that hold a lease, and ends after the last of them. */
    owned: values.CONSOLE_OWNED,
    serviceUrl: values.CONSOLE_SERVICE_URL,
    elsewhere: elsewhere(environment),
  };
}

function ownName(host: string): string[] {
  return isAnyAddress(host) ? [] : [hostNameOf(host)];
}

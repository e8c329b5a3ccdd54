import { z } from 'zod';
import { cacheDir } from './lifecycle/cache-dir.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable with a wrong value. The message names the variable and what was expected; the value is never kept. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(variable: string, expected: string) {
    super(`${variable}: expected ${expected}`);
  }
}

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const LEAST_TOKEN_IN_PRODUCTION = 32;
const DEVELOPMENT_FRONTEND = 'http://localhost:3000';

const flag = () =>
  z.stringbool({ truthy: ['true', '1', 'on', 'yes'], falsy: ['false', '0', 'off', 'no'] }).describe('true or false');
const httpUrl = () => z.url({ protocol: /^https?$/, hostname: /.+/ });
const listOf = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()).filter(Boolean))
    .pipe(z.array(item)); // prettier-ignore

const variables = {
  NODE_ENV: z.string().optional(),
  CONSOLE_PORT: z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.number().max(65_535)).default(4568)
    .describe('a port number from 0 to 65535'),
  CONSOLE_HOST: z.string().regex(/^[\w.:%-]+$/).default('127.0.0.1').describe('an address or a name of this machine'),
  CONSOLE_TOKEN: z.string().regex(/^[\x21-\x7e]+$/).optional().describe('visible ASCII characters without a space'),
  CONSOLE_ALLOWED_HOSTS: listOf(z.string().regex(/^([\w.-]+|\[[\da-f:]+\])$/i)).default([])
    .describe('host names without ports, separated by commas'),
  CONSOLE_ORIGINS: listOf(httpUrl()).optional().describe('http:// or https:// origins, separated by commas'),
  FRONTEND_URL: httpUrl().optional().describe('an http:// or https:// URL'),
  CONSOLE_DATA_DIR: z.string().optional(),
  CONSOLE_OWNED: flag().default(false),
  CONSOLE_SERVICE_URL: httpUrl().optional().describe('an http:// or https:// URL'),
  OTEL_SERVICE_NAME: z.string().optional(),
  HONEYCOMB_SERVICE_NAME: z.string().optional(),
  HONEYCOMB_TEAM: z.string().optional(),
  HONEYCOMB_ENVIRONMENT: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  AWS_REGION: z.string().optional(),
  AWS_DEFAULT_REGION: z.string().optional(),
  AWS_XRAY_DAEMON_ADDRESS: z.string().optional(),
  XRAY_OTLP: z.string().optional(),
  CLOUDWATCH_LOG_GROUP: z.string().optional(),
  ROLLBAR_ITEMS_URL: httpUrl().optional().describe('an http:// or https:// URL'),
  HONEYCOMB_API_KEY: z.string().optional(),
}; // prettier-ignore

export type ConsoleConfig = ReturnType<typeof consoleConfig>;

/** @throws ConfigError */
export function consoleConfig(environment: Environment) {
  const values = readVariables(environment);
  const production = values.NODE_ENV === 'production';
  if (production && (values.CONSOLE_TOKEN ?? '').length < LEAST_TOKEN_IN_PRODUCTION)
    throw new ConfigError('CONSOLE_TOKEN', `${LEAST_TOKEN_IN_PRODUCTION} characters or more in production`);
  const frontend = values.FRONTEND_URL ?? (production ? undefined : DEVELOPMENT_FRONTEND);
  return {
    host: values.CONSOLE_HOST,
    port: values.CONSOLE_PORT,
    token: values.CONSOLE_TOKEN,
    /** The loopback's own names always: no page of somebody else's can have them. */
    allowedHosts: [...LOOPBACK_NAMES, ...values.CONSOLE_ALLOWED_HOSTS].map((name) => name.toLowerCase()),
    origins: (values.CONSOLE_ORIGINS ?? (frontend === undefined ? [] : [frontend])).map((url) => new URL(url).origin),
    dataDir: values.CONSOLE_DATA_DIR ?? cacheDir(environment),
    owned: values.CONSOLE_OWNED,
    serviceUrl: values.CONSOLE_SERVICE_URL,
    elsewhere: elsewhere(values),
  };
}

/** What links to the same trace in other places are made of. Of a secret only this is kept: that there is one. */
export interface Elsewhere {
  readonly honeycomb?: { readonly ui: string; readonly team: string; readonly environment: string };
  /** The dataset that the console's own service sends to. */
  readonly dataset: string;
  readonly region?: string;
  readonly xray: boolean;
  readonly logGroup?: string;
  /** The page of the project's items. */
  readonly rollbarItems?: string;
  /** Whether a service that reads the same environment sends its OTLP to Honeycomb. */
  readonly honeycombIsOtlp: boolean;
}

function elsewhere(values: Values): Elsewhere {
  const { HONEYCOMB_TEAM: team, HONEYCOMB_ENVIRONMENT: environment } = values;
  const region = values.AWS_REGION ?? values.AWS_DEFAULT_REGION;
  const ui = `https://ui.${/\.eu1\.honeycomb\.io\b/.test(values.OTEL_EXPORTER_OTLP_ENDPOINT ?? '') ? 'eu1.' : ''}honeycomb.io`;
  return {
    ...(team !== undefined && environment !== undefined && { honeycomb: { ui, team, environment } }),
    dataset: values.OTEL_SERVICE_NAME ?? values.HONEYCOMB_SERVICE_NAME ?? 'backend-nest',
    ...(region !== undefined && { region }),
    xray: values.AWS_XRAY_DAEMON_ADDRESS !== undefined || values.XRAY_OTLP !== undefined,
    ...(values.CLOUDWATCH_LOG_GROUP !== undefined && { logGroup: values.CLOUDWATCH_LOG_GROUP }),
    ...(values.ROLLBAR_ITEMS_URL !== undefined && { rollbarItems: values.ROLLBAR_ITEMS_URL }),
    honeycombIsOtlp: /honeycomb\.io\b/.test(values.OTEL_EXPORTER_OTLP_ENDPOINT ?? '') || hasKeyAlone(values),
  };
}

function hasKeyAlone({ HONEYCOMB_API_KEY, OTEL_EXPORTER_OTLP_ENDPOINT }: Values): boolean {
  return HONEYCOMB_API_KEY !== undefined && OTEL_EXPORTER_OTLP_ENDPOINT === undefined;
}

type Values = z.infer<z.ZodObject<typeof variables>>;

function readVariables(environment: Environment): Values {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = z.object(variables).safeParse(given);
  if (parsed.success) return parsed.data;
  const variable = String(parsed.error.issues[0]?.path[0]);
  throw new ConfigError(variable, expectation(variables[variable as keyof typeof variables]) ?? 'another value');
}

/** The description, also where `.default()` or `.optional()` has been put around it. */
function expectation(variable: z.ZodType): string | undefined {
  if (variable.description !== undefined) return variable.description;
  return 'innerType' in variable.def ? expectation(variable.def.innerType as z.ZodType) : undefined;
}

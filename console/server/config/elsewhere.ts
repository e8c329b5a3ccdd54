import { z } from 'zod';
import { type Environment, readVariables } from './read-variables.js';
import { flag, httpUrl } from './variables.js';

/** Where else a trace is, of the service that reads the same environment. Of a secret only this is kept: that there is one. */
export interface Elsewhere {
  readonly honeycomb?: { readonly ui: string; readonly team: string; readonly environment: string };
  /** The dataset that the service sends to. */
  readonly dataset: string;
  /** Whether its spans go to Honeycomb as OTLP. */
  readonly honeycombIsOtlp: boolean;
  readonly region?: string;
  readonly xray: boolean;
  readonly logGroup?: string;
  /** The page of the project's items at Rollbar. */
  readonly rollbarItems?: string;
}

/** Where the key alone sends. */
const HONEYCOMB_ENDPOINT = 'https://api.honeycomb.io';

const variables = {
  OTEL_SERVICE_NAME: z.string().optional(),
  HONEYCOMB_SERVICE_NAME: z.string().optional(),
  HONEYCOMB_API_KEY: z.string().optional(),
  HONEYCOMB_TEAM: z.string().optional(),
  HONEYCOMB_ENVIRONMENT: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional(),
  AWS_REGION: z.string().optional(),
  AWS_DEFAULT_REGION: z.string().optional(),
  AWS_XRAY_DAEMON_ADDRESS: z.string().optional(),
  XRAY_OTLP: flag().optional().describe('on or off'),
  CLOUDWATCH_LOG_GROUP: z.string().optional(),
  ROLLBAR_ITEMS_URL: httpUrl().optional(),
};

/** @throws ConfigError */
export function elsewhere(environment: Environment): Elsewhere {
  const values = readVariables(variables, environment);
  const tracesTo = tracesHost(values);
  const region = values.AWS_REGION ?? values.AWS_DEFAULT_REGION;
  const honeycomb = honeycombUi(values, tracesTo);
  return {
    ...(honeycomb !== undefined && { honeycomb }),
    dataset: values.OTEL_SERVICE_NAME ?? values.HONEYCOMB_SERVICE_NAME ?? 'backend-nest',
    honeycombIsOtlp: tracesTo === 'honeycomb.io' || tracesTo.endsWith('.honeycomb.io'),
    ...(region !== undefined && { region }),
    xray: values.AWS_XRAY_DAEMON_ADDRESS !== undefined || values.XRAY_OTLP === true,
    ...(values.CLOUDWATCH_LOG_GROUP !== undefined && { logGroup: values.CLOUDWATCH_LOG_GROUP }),
    ...(values.ROLLBAR_ITEMS_URL !== undefined && { rollbarItems: values.ROLLBAR_ITEMS_URL }),
  };
}

type Values = z.infer<z.ZodObject<typeof variables>>;

/** The host that its spans go to as OTLP, by the service's precedence; empty where they go nowhere. */
function tracesHost(values: Values): string {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own, OTEL_EXPORTER_OTLP_ENDPOINT: general } = values;
  const endpoint = own ?? general ?? (values.HONEYCOMB_API_KEY !== undefined ? HONEYCOMB_ENDPOINT : undefined);
  if (values.OTEL_TRACES_EXPORTER === 'none' || endpoint === undefined) return '';
  // Other services spell theirs in ways that are no URL, and the console is theirs too.
  return URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
}

/** In the region of the endpoint. */
function honeycombUi(values: Values, tracesTo: string): Elsewhere['honeycomb'] {
  const { HONEYCOMB_TEAM: team, HONEYCOMB_ENVIRONMENT: environment } = values;
  if (team === undefined || environment === undefined) return undefined;
  return { ui: `https://ui.${tracesTo.endsWith('.eu1.honeycomb.io') ? 'eu1.' : ''}honeycomb.io`, team, environment };
}

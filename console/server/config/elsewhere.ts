import { z } from 'zod';
import { type Environment, readVariables } from './read-variables.js';
import { httpUrl } from './variables.js';

/** Where else a trace is, of the service that reads the same environment. Of a secret only this is kept: that there is one. */
export interface Elsewhere {
  readonly honeycomb?: { readonly ui: string; readonly team: string; readonly environment: string };
  /** The dataset that the service sends to. */
  readonly dataset: string;
  /** Whether its OTLP goes to Honeycomb. */
  readonly honeycombIsOtlp: boolean;
  readonly region?: string;
  readonly xray: boolean;
  readonly logGroup?: string;
  /** The page of the project's items at Rollbar. */
  readonly rollbarItems?: string;
}

const variables = {
  OTEL_SERVICE_NAME: z.string().optional(),
  HONEYCOMB_SERVICE_NAME: z.string().optional(),
  HONEYCOMB_API_KEY: z.string().optional(),
  HONEYCOMB_TEAM: z.string().optional(),
  HONEYCOMB_ENVIRONMENT: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  AWS_REGION: z.string().optional(),
  AWS_DEFAULT_REGION: z.string().optional(),
  AWS_XRAY_DAEMON_ADDRESS: z.string().optional(),
  XRAY_OTLP: z.string().optional(),
  CLOUDWATCH_LOG_GROUP: z.string().optional(),
  ROLLBAR_ITEMS_URL: httpUrl().optional(),
};

/** @throws ConfigError */
export function elsewhere(environment: Environment): Elsewhere {
  const values = readVariables(variables, environment);
  const endpoint = values.OTEL_EXPORTER_OTLP_ENDPOINT;
  const region = values.AWS_REGION ?? values.AWS_DEFAULT_REGION;
  const honeycomb = honeycombUi(values);
  return {
    ...(honeycomb !== undefined && { honeycomb }),
    dataset: values.OTEL_SERVICE_NAME ?? values.HONEYCOMB_SERVICE_NAME ?? 'backend-nest',
    honeycombIsOtlp: endpoint === undefined ? values.HONEYCOMB_API_KEY !== undefined : isHoneycomb(endpoint),
    ...(region !== undefined && { region }),
    xray: values.AWS_XRAY_DAEMON_ADDRESS !== undefined || values.XRAY_OTLP !== undefined,
    ...(values.CLOUDWATCH_LOG_GROUP !== undefined && { logGroup: values.CLOUDWATCH_LOG_GROUP }),
    ...(values.ROLLBAR_ITEMS_URL !== undefined && { rollbarItems: values.ROLLBAR_ITEMS_URL }),
  };
}

type Values = z.infer<z.ZodObject<typeof variables>>;

/** In the region of the endpoint. */
function honeycombUi(values: Values): Elsewhere['honeycomb'] {
  const {
    HONEYCOMB_TEAM: team,
    HONEYCOMB_ENVIRONMENT: environment,
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint = '',
  } = values;
  if (team === undefined || environment === undefined) return undefined;
  return { ui: `https://ui.${endpoint.includes('.eu1.honeycomb.io') ? 'eu1.' : ''}honeycomb.io`, team, environment };
}

function isHoneycomb(endpoint: string): boolean {
  return /\.honeycomb\.io(?::\d+)?(?:\/|$)/.test(endpoint);
}

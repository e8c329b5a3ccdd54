import { z } from 'zod';
import { httpUrl, positiveInteger } from '../config/index.js';
import { parseHeaders } from './otlp-headers.js';

const exporter = () => z.enum(['otlp', 'none']).optional().describe('otlp or none');

const protocol = () =>
  z
    .enum(['http/protobuf', 'http/json'])
    .optional()
    .describe(
      'http/protobuf or http/json (gRPC is not spoken here: use the OTLP/HTTP port of your destination, usually 4318)',
    );

const compression = () => z.enum(['gzip', 'none']).optional().describe('gzip or none');

const endpoint = () => httpUrl().optional().describe('an http:// or https:// URL');

const timeout = () => positiveInteger('milliseconds').optional().describe('a whole number of milliseconds, 1 or more');

const headers = () =>
  z
    .string()
    .transform((list, context) => {
      try {
        return parseHeaders(list);
      } catch {
        context.addIssue('not a list of headers');
        return z.NEVER;
      }
    })
    .optional()
    .describe('key=value pairs separated by commas, with special characters percent-encoded');

/** Every variable that OTLP has here; of each kind the signal's own wins over the general one. */
export const otlpVariables = {
  HONEYCOMB_API_KEY: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/)
    .optional()
    .describe('a Honeycomb API key, without spaces'),
  OTEL_TRACES_EXPORTER: exporter(),
  OTEL_LOGS_EXPORTER: exporter(),
  OTEL_METRICS_EXPORTER: exporter(),
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint(),
  OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: endpoint(),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: endpoint(),
  OTEL_EXPORTER_OTLP_HEADERS: headers(),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: headers(),
  OTEL_EXPORTER_OTLP_LOGS_HEADERS: headers(),
  OTEL_EXPORTER_OTLP_METRICS_HEADERS: headers(),
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol(),
  OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: protocol(),
  OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: protocol(),
  OTEL_EXPORTER_OTLP_COMPRESSION: compression(),
  OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: compression(),
  OTEL_EXPORTER_OTLP_LOGS_COMPRESSION: compression(),
  OTEL_EXPORTER_OTLP_METRICS_COMPRESSION: compression(),
  OTEL_EXPORTER_OTLP_TIMEOUT: timeout(),
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: timeout(),
  OTEL_EXPORTER_OTLP_LOGS_TIMEOUT: timeout(),
  OTEL_EXPORTER_OTLP_METRICS_TIMEOUT: timeout(),
};

export type OtlpVariables = z.infer<z.ZodObject<typeof otlpVariables>>;

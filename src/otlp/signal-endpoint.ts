import { HONEYCOMB_ENDPOINT, HONEYCOMB_KEY_HEADER, isHoneycomb } from './honeycomb.js';
import type { OtlpEndpoint } from './otlp-destination.js';
import type { OtlpVariables } from './otlp-variables.js';
import { signalPaths, type Signal } from './signals.js';

/**
 * Where a signal goes and how, by the specification's precedence: the signal's own variable, then the general one, then
 * the default; headers are laid one list over the other. Undefined where nothing names a place.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export function signalEndpoint(variables: OtlpVariables, signal: Signal): OtlpEndpoint | undefined {
  const url = signalUrl(variables, signal);
  if (url === undefined) return undefined;
  const key = isHoneycomb(url) ? variables.HONEYCOMB_API_KEY : undefined;
  const given = {
    ...variables.OTEL_EXPORTER_OTLP_HEADERS,
    ...variables[`OTEL_EXPORTER_OTLP_${signal}_HEADERS`],
  };
  const protocol = variables[`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`] ?? variables.OTEL_EXPORTER_OTLP_PROTOCOL;
  const compression = variables[`OTEL_EXPORTER_OTLP_${signal}_COMPRESSION`] ?? variables.OTEL_EXPORTER_OTLP_COMPRESSION;
  const timeoutMs = variables[`OTEL_EXPORTER_OTLP_${signal}_TIMEOUT`] ?? variables.OTEL_EXPORTER_OTLP_TIMEOUT;
  return {
    url,
    headers: key === undefined ? given : { [HONEYCOMB_KEY_HEADER]: key, ...given },
    encoding: protocol === 'http/json' ? 'json' : 'protobuf',
    gzip: compression !== 'none',
    timeoutMs: timeoutMs ?? 10_000,
    keyVariable:
      key === undefined || HONEYCOMB_KEY_HEADER in given ? 'OTEL_EXPORTER_OTLP_HEADERS' : 'HONEYCOMB_API_KEY',
  };
}

/** Whether a variable names a place for `signal`; the Honeycomb key alone does not. */
export function hasEndpoint(variables: OtlpVariables, signal: Signal): boolean {
  return (variables[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`] ?? variables.OTEL_EXPORTER_OTLP_ENDPOINT) !== undefined;
}

function signalUrl(variables: OtlpVariables, signal: Signal): string | undefined {
  const own = variables[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`];
  if (own !== undefined) return new URL(own).href;
  const general = variables.OTEL_EXPORTER_OTLP_ENDPOINT ?? (variables.HONEYCOMB_API_KEY && HONEYCOMB_ENDPOINT);
  if (general === undefined) return undefined;
  const url = new URL(general);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${signalPaths[signal]}`;
  return url.href;
}

import { validateHeaderName, validateHeaderValue } from 'node:http';

/**
 * `key=value,key=value`, percent-encoded where needed, as OTEL_EXPORTER_OTLP_HEADERS has it; names in lower case, so
 * that one list can be laid over another. https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables
 *
 * @throws where the list is no such list or a header could not be sent; the message holds no value.
 */
export function parseHeaders(list: string): Record<string, string> {
  const entries = list.split(',').filter((entry) => entry.trim() !== '');
  return Object.fromEntries(entries.map(parseHeader));
}

/** The list of `headers` again, such that any value survives. */
export function formatHeaders(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join(',');
}

function parseHeader(entry: string): [name: string, value: string] {
  const equals = entry.indexOf('=');
  if (equals < 1) throw new TypeError('a header without a value');
  const name = decodeURIComponent(entry.slice(0, equals).trim()).toLowerCase();
  const value = decodeURIComponent(entry.slice(equals + 1).trim());
  validateHeaderName(name);
  validateHeaderValue(name, value);
  return [name, value];
}

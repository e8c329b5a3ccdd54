/** Where the key alone sends. */
export const HONEYCOMB_ENDPOINT = 'https://api.honeycomb.io';

/** The header that carries the key. https://docs.honeycomb.io/send-data/opentelemetry/ */
export const HONEYCOMB_KEY_HEADER = 'x-honeycomb-team';

/** Whether `url` is Honeycomb's own (US, EU or other): the key goes nowhere else. */
export function isHoneycomb(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'honeycomb.io' || hostname.endsWith('.honeycomb.io');
}

/**
 * Milliseconds to wait, from a Retry-After header: seconds or an HTTP date (RFC 9110, 10.2.3). Undefined where the
 * header is absent or says nothing that can be read. The queue has its own bound on it.
 */
export function retryAfterMs(header: string | readonly string[] | undefined, nowEpochMs: number): number | undefined {
  const text = (typeof header === 'string' ? header : header?.[0])?.trim();
  if (!text) return undefined;
  const wait = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowEpochMs;
  return Number.isNaN(wait) ? undefined : Math.max(wait, 0);
}

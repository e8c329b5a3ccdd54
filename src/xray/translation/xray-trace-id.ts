/** X-Ray's spelling of a trace id, `1-<first 8 hex>-<other 24 hex>`. It takes W3C's ids, whatever time their head would be. */
export function toXRayTraceId(traceId: string): string {
  return `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`;
}

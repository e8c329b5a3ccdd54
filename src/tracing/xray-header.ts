import { isValidSpanId, isValidTraceId } from '@opentelemetry/api';

/** The parts of an X-Amzn-Trace-Id header that hold: ids as OpenTelemetry writes them. */
export interface XRayHeader {
  readonly traceId: string;
  readonly parentSpanId?: string;
  /** Undefined where the sender leaves the decision to us (`Sampled=?`, or none). */
  readonly sampled?: boolean;
}

/**
 * Reads `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`. A load balancer sends Root alone,
 * which OpenTelemetry's own propagator ignores; here a valid Root is enough.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function parseXRayHeader(header: string): XRayHeader | undefined {
  const parts = new Map<string, string>();
  for (const part of header.split(';', 20)) {
    const sign = part.indexOf('=');
    if (sign > 0) parts.set(part.slice(0, sign).trim().toLowerCase(), part.slice(sign + 1).trim());
  }
  const root = /^1-([0-9a-f]{8})-([0-9a-f]{24})$/.exec(parts.get('root') ?? '');
  const traceId = root ? `${root[1]}${root[2]}` : '';
  if (!isValidTraceId(traceId)) return undefined;
  const parent = parts.get('parent');
  const sampled = parts.get('sampled');
  return {
    traceId,
    ...(parent !== undefined && isValidSpanId(parent) ? { parentSpanId: parent } : {}),
    ...(sampled === '1' || sampled === '0' ? { sampled: sampled === '1' } : {}),
  };
}

import type { SpanLinkRecord, SpanRecord } from '../../tracing/index.js';

/** OTLP says beside the W3C flags whether it is known that the parent (or what a link points at) is remote, and whether it is. */
const IS_REMOTE_IS_KNOWN = 0x100;
const IS_REMOTE = 0x200;

export function spanFlags({ traceFlags, parentIsRemote }: SpanRecord): number {
  return (traceFlags & 0xff) | IS_REMOTE_IS_KNOWN | (parentIsRemote ? IS_REMOTE : 0);
}

export function linkFlags({ traceFlags, isRemote }: SpanLinkRecord): number {
  return (traceFlags & 0xff) | IS_REMOTE_IS_KNOWN | (isRemote ? IS_REMOTE : 0);
}

import type { Framing } from '../../delivery/index.js';
import type { SpanRecord } from '../../tracing/index.js';
import type { LogRecord } from './log-record.js';

/**
 * One way to write OTLP. A group's bytes are whole ResourceSpans (ResourceLogs) messages, so groups joined with the
 * signal's framing are one valid request, whatever they are joined with.
 */
export interface OtlpEncoding {
  readonly traces: SignalEncoding<SpanRecord>;
  readonly logs: SignalEncoding<LogRecord>;
}

export interface SignalEncoding<Item> {
  readonly contentType: string;
  readonly framing: Framing;
  /**
   * @returns bytes that are good until the next call.
   * @throws what a value's own getter throws; the encoding stays usable.
   */
  encodeGroup(items: readonly Item[]): Uint8Array;
}

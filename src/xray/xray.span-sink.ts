import type { DeliveryQueue } from '../delivery/index.js';
import type { SpanRecord, SpanSink } from '../tracing/index.js';
import { toDatagrams } from './datagrams.js';
import { type OpenTraces } from './traces/open-traces.js';
import { buildSegmentTrees, type TranslationOptions } from './translation/index.js';

/** Ended spans to the traces they belong to; the traces that are complete to the queue, as datagrams. */
export class XRaySpanSink implements SpanSink {
  readonly name = 'xray';

  constructor(private readonly traces: OpenTraces) {}

  onEnd(span: SpanRecord): void {
    this.traces.add(span);
  }
}

/**
 * Encodes the spans of one trace and hands them to `queue`. What cannot be encoded is in its accounts, with the reason, and
 * `onError` hears why.
 */
export function shipTo(
  queue: Pick<DeliveryQueue, 'accounts' | 'add'>,
  options: TranslationOptions,
  onError: (error: unknown) => void,
): (spans: readonly SpanRecord[]) => void {
  return (spans) => {
    try {
      const { groups, tooLarge } = toDatagrams(buildSegmentTrees(spans, options));
      queue.accounts.drop('too_large', tooLarge);
      for (const group of groups) queue.add(group);
    } catch (error) {
      queue.accounts.drop('encode_error', spans.length);
      onError(error);
    }
  };
}

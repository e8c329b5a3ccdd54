import { SpanKind } from '@opentelemetry/api';
import type { SpanRecord } from '../src/tracing/span-record.js';
import { spanRecord } from './support/span-record.js';

/** An INTERNAL span without attributes, by when it was: milliseconds from an arbitrary start. */
export function timedSpan({
  startMs = 0,
  durationMs = 1,
  ...given
}: Partial<SpanRecord> & { startMs?: number; durationMs?: number }): SpanRecord {
  const times = { startTime: hrTime(startMs), endTime: hrTime(startMs + durationMs) };
  return spanRecord({ kind: SpanKind.INTERNAL, attributes: {}, ...times, ...given });
}

function hrTime(ms: number): [number, number] {
  const at = 1_800_000_000_000 + ms;
  return [Math.floor(at / 1000), Math.round((at % 1000) * 1e6)];
}

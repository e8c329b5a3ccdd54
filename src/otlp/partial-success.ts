import type { HttpAnswer } from '../delivery/index.js';
import { readFields } from './encoding/protobuf-reader.js';

/**
 * How many of a request's items the destination refused for good although it said 200: the answer's
 * `partial_success.rejected_spans` or `rejected_log_records`. An answer that cannot be read rejected nothing.
 * https://opentelemetry.io/docs/specs/otlp/#partial-success
 */
export function rejectedItems({ headers, body }: HttpAnswer, sentContentType: string): number {
  if (body.length === 0) return 0;
  try {
    const rejected = (headers['content-type'] ?? sentContentType).startsWith('application/json')
      ? rejectedInJson(JSON.parse(body.toString()))
      : rejectedInProtobuf(body);
    return Number.isSafeInteger(rejected) && rejected > 0 ? rejected : 0;
  } catch {
    // An endpoint that says OK in words of its own has taken the batch.
    return 0;
  }
}

function rejectedInJson(answer: unknown): number {
  const { partialSuccess } = answer as { partialSuccess?: { rejectedSpans?: unknown; rejectedLogRecords?: unknown } };
  return Number(partialSuccess?.rejectedSpans ?? partialSuccess?.rejectedLogRecords ?? 0);
}

/** Both signals' answers have the same numbers: partial_success 1, in it rejected_* 1. */
function rejectedInProtobuf(body: Uint8Array): number {
  const partialSuccess = readFields(body).get(1);
  if (!(partialSuccess instanceof Uint8Array)) return 0;
  const rejected = readFields(partialSuccess).get(1);
  return typeof rejected === 'bigint' ? Number(rejected) : 0;
}

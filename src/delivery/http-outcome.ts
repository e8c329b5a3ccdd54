import type { DeliveryOutcome } from './delivery-protocol.js';
import type { HttpAnswer } from './http-post.js';
import { retryAfterMs } from './retry-after.js';

/** What a destination's own documents say beyond the table. */
export interface HttpMeaning {
  /** Further statuses that mean "the same again later", such as 500. */
  readonly retry?: readonly number[];
  /** What a person should check when the key is refused: said once. */
  readonly advice?: string;
}

const RETRY = [408, 429, 502, 503, 504];
const SPLIT = [413];
const UNAUTHORIZED = [401, 403];

/**
 * The one table of what an HTTP answer means for a batch. 500 is not in it: the OTLP specification forbids its retry
 * (https://opentelemetry.io/docs/specs/otlp/#failures-1), other destinations add it with `retry`.
 */
export function outcomeOfHttp(
  answer: Pick<HttpAnswer, 'status' | 'headers'>,
  meaning: HttpMeaning = {},
): DeliveryOutcome {
  const { status } = answer;
  const because = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (RETRY.includes(status) || meaning.retry?.includes(status)) {
    const wait = retryAfterMs(answer.headers['retry-after'], Date.now());
    return { kind: 'retry', because, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
  if (SPLIT.includes(status)) return { kind: 'split', because };
  if (UNAUTHORIZED.includes(status)) {
    return {
      kind: 'refused',
      reason: 'unauthorized',
      because,
      unauthorized: true,
      ...(meaning.advice ? { advice: meaning.advice } : {}),
    };
  }
  if (status >= 300 && status < 400) {
    return {
      kind: 'refused',
      reason: 'redirected',
      because: `${because}: redirects are not followed, the address is wrong`,
    };
  }
  return { kind: 'refused', reason: `http_${status}`, because };
}

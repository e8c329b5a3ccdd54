import type { Int64 } from './otlp-request.js';

/** An instant as nanoseconds since the epoch; beyond 2^63 - 1, the year 2262, it cannot be stored. */
export function nanoseconds({ low, high }: Int64): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

/** As a number where it is one exactly, else as decimal text: an id of 19 digits should be shown as it was sent. */
export function exactInteger({ low, high }: Int64): number | string {
  const number = high * 0x1_0000_0000 + (low >>> 0);
  return Number.isSafeInteger(number) ? number : String(BigInt.asIntN(64, nanoseconds({ low, high })));
}

import { createHash } from 'node:crypto';

/** 16 hex digits that are the same whenever the same span is translated, so that what is sent twice is one exception. */
export function exceptionId(spanId: string, index: number): string {
  return createHash('sha256').update(`${spanId} exception ${index}`).digest('hex').slice(0, 16);
}

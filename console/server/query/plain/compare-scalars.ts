import type { Scalar } from '../query-spec.js';

/** Two values of one column: numbers and booleans by size, text by its UTF-8 bytes, as databases do. */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

/** What each comparison asks of the difference. */
export const holds = {
  '=': (difference: number) => difference === 0,
  '!=': (difference: number) => difference !== 0,
  '>': (difference: number) => difference > 0,
  '>=': (difference: number) => difference >= 0,
  '<': (difference: number) => difference < 0,
  '<=': (difference: number) => difference <= 0,
} as const;

import type { ErrorContext, ErrorSnapshot } from '../../errors/index.js';

/** What was reported, until it is built into an item. */
export type Report = ({ readonly error: ErrorSnapshot } | { readonly message: string }) & {
  readonly context: ErrorContext;
  /** When it happened, in milliseconds since the epoch. */
  readonly atMs: number;
};

/** How one queue fares, beside its accounts. */
export interface QueueCondition {
  readonly sink: string;
  /** In memory. */
  readonly heldBytes: number;
  /** `half_open`: an open breaker's probe is on its way. */
  readonly breaker: 'closed' | 'open' | 'half_open';
  /** The last attempt that failed; undefined where none has. */
  readonly lastError: { readonly epochMs: number; readonly because: string } | undefined;
}

/** Encoded items that travel together and are never taken apart: a resource's spans, one datagram, one log event. */
export interface Group {
  readonly bytes: Uint8Array;
  /** How many items, in the sink's unit, `bytes` holds. */
  readonly items: number;
}

/** How groups are joined to a body: `prefix + group + separator + group + suffix`. Protobuf needs none of the three. */
export interface Framing {
  readonly prefix: string;
  readonly separator: string;
  readonly suffix: string;
}

/** One attempt's load. Kept compressed while it waits; both forms are made on demand. */
export interface DeliveryBatch {
  readonly items: number;
  readonly groupCount: number;
  /** The framed body: gzip when the protocol takes it, else plain. */
  body(): Promise<Uint8Array>;
  /** The groups, plain, as they were added; to be gone through as often as is wanted, while the attempt lasts. */
  groups(): Promise<Iterable<Group>>;
}

/**
 * What an answer of the destination means for a batch:
 * - `delivered`: acknowledged, but for `rejected` items, which the destination refused for good;
 * - `retry`: the same batch again after a backoff, or after `retryAfterMs`;
 * - `split`: too large or too many: halves of it may pass; a single group that cannot be split is dropped as `too_large`;
 * - `refused`: this batch never passes; dropped under `reason`. `unauthorized` says that no batch will pass until
 *   somebody acts: the destination is probed slowly, and `advice` is said once.
 */
export type DeliveryOutcome =
  | { readonly kind: 'delivered'; readonly rejected?: { readonly reason: string; readonly items: number } }
  | { readonly kind: 'retry'; readonly because: string; readonly retryAfterMs?: number }
  | { readonly kind: 'split'; readonly because: string }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly because: string;
      readonly unauthorized?: boolean;
      readonly advice?: string;
    };

/** What one kind of destination knows that the queue does not: its framing, its limits and what its answers mean. */
export interface DeliveryProtocol {
  readonly framing: Framing;
  /** Whether `body()` of a batch shall be gzip. */
  readonly gzip: boolean;
  readonly limits: {
    /** Uncompressed body bytes. */
    readonly maxBatchBytes: number;
    readonly maxBatchGroups: number;
    /** How long the first group of a batch waits for company. */
    readonly flushIntervalMs: number;
    /** Wall-clock bound of one attempt: connect, send, headers and body of the answer. */
    readonly attemptTimeoutMs: number;
    /** Attempts at the same time: 1 where order counts, 2 to 4 where an answer is waited for, more where an attempt mostly waits. */
    readonly maxInFlight: number;
  };
  /** False while the destination is known not to be there yet: all waits, nothing is tried, and that is no failure. */
  isUp?(): boolean;
  /** One attempt. Rejecting counts as `retry`. Must settle when `signal` aborts. */
  send(batch: DeliveryBatch, signal: AbortSignal): Promise<DeliveryOutcome>;
  /** Closes sockets; called once, after the last flush. */
  close?(): void;
}

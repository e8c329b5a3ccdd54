import type { DeliveryOutcome, HttpAnswer } from '../delivery/index.js';
import type { EncodingName } from './encoding/encoding-name.js';

/** Somewhere that takes OTLP/HTTP: where its traces and its logs go, either or both. */
export interface OtlpDestination {
  /** The name of its accounts; log records count under `<sink>.logs`. */
  readonly sink: string;
  readonly traces?: OtlpEndpoint;
  readonly logs?: OtlpEndpoint;
  /** How long the first items of a batch wait for company; 1000 by default. */
  readonly flushIntervalMs?: number;
  /** False while it is known not to be there yet; what comes in until then waits. */
  isUp?(): boolean;
}

/** One signal's way to a destination. */
export interface OtlpEndpoint {
  /** The full URL, with the signal's path. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly encoding: EncodingName;
  readonly gzip: boolean;
  /** Wall-clock bound of one attempt. */
  readonly timeoutMs: number;
  /** The variable that holds the key: what a person is told to look at when the key is refused. */
  readonly keyVariable: string;
  /** Makes the headers of one attempt of those it has and its body, for destinations that want each request signed. */
  sign?(request: UnsignedRequest): Promise<Readonly<Record<string, string>>>;
  /** What an answer means where this destination says more than OTLP does; undefined leaves it to OTLP. */
  meaning?(answer: HttpAnswer): DeliveryOutcome | undefined;
  /** How many groups, of at most 64 items each, one request may have; 1024 by default. */
  readonly maxBatchGroups?: number;
}

export interface UnsignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it travels: compressed, where it is. */
  readonly body: Uint8Array;
}

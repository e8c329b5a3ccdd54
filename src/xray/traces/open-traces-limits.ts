/** Beyond any of them spans travel early, apart from their segment; none is lost. */
export interface OpenTracesLimits {
  readonly maxTraces: number;
  readonly maxSpans: number;
  readonly maxBytes: number;
  readonly maxSpansPerTrace: number;
  readonly maxBytesPerTrace: number;
  readonly maxWaitMs: number;
  /** How long a root that was announced and never ended is waited for. */
  readonly maxRootMs: number;
  /** Traces that are over, whose decision still holds for late spans and for the same trace's next request. */
  readonly maxClosedTraces: number;
}

export const DEFAULT_LIMITS: OpenTracesLimits = {
  maxTraces: 10_000,
  maxSpans: 20_000,
  maxBytes: 8 * 1024 * 1024,
  maxSpansPerTrace: 1_000,
  maxBytesPerTrace: 512 * 1024,
  maxWaitMs: 30_000,
  maxRootMs: 15 * 60_000,
  maxClosedTraces: 10_000,
};

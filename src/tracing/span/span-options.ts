import type { Attributes, SpanOptions as ApiSpanOptions } from '@opentelemetry/api';

/** OpenTelemetry's own span options, and two of ours. */
export interface SpanOptions<Result = any> extends ApiSpanOptions {
  /** The tracer's name, which destinations show as the span's scope. Default: `cruddur.span`. */
  scope?: string;
  /**
   * Attributes made of what the call gave: the return value, the value a promise fulfilled with, the last value of an
   * Observable that completed, the return value of a generator that ran to its end. Not called for a span that is not
   * recorded, nor when the call failed or its Observable or generator was left early. Its type is checked against the method's.
   */
  onResult?: (result: Result) => { attributes?: Attributes } | undefined;
}

/** Options, or a function that makes them of the call's arguments. */
export type SpanOptionsOrFactory<Args extends any[], Result = any> =
  SpanOptions<Result> | ((...args: Args) => SpanOptions<Result>);

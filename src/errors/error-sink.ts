/** What is known where an error is reported. Ids are lower-case hex. */
export interface ErrorContext {
  readonly level: 'critical' | 'error' | 'warning' | 'info' | 'debug';
  readonly traceId?: string;
  readonly spanId?: string;
  /** Where it happened: the route's template, or `uncaughtException`. */
  readonly where?: string;
  readonly enduserId?: string;
  readonly request?: ErrorRequest;
}

/** The request as a destination may show it; redaction has been through it. */
export interface ErrorRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly clientAddress: string;
}

/** A destination of errors, attached to the ErrorReporter. Must return at once; a throw is counted and goes no further. */
export interface ErrorSink {
  readonly name: string;
  onError(error: unknown, context: ErrorContext): void;
  onMessage(message: string, context: ErrorContext): void;
}

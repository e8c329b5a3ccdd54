import { Injectable, Logger } from '@nestjs/common';
import { redactor } from '../redaction/index.js';
import { activeRequest, describeThrown, GuardedListeners } from '../tracing/index.js';
import { errorContext } from './error-context.js';
import type { ErrorContext, ErrorSink } from './error-sink.js';

const MAX_MESSAGE = 8_192;

/** Takes each failure once and hands it to every sink, each in its own guard: a sink that throws reaches nobody. */
@Injectable()
export class ErrorReporter {
  private readonly logger = new Logger('ErrorReporter');
  private readonly sinks = new GuardedListeners<ErrorSink>((name, error, count) => {
    if (Number.isInteger(Math.log10(count))) this.logger.error(`${name} threw (${count} so far)`, error);
  });
  private readonly reportedOf = new WeakMap<object, Set<unknown>>();
  private readonly reported = new WeakSet<object>();

  /** False while nobody listens: what a report needs is then not worth being collected. */
  get hasSinks(): boolean {
    return this.sinks.size > 0;
  }

  /** @returns a function that detaches the sink; calling it again does nothing. */
  attach(sink: ErrorSink): () => void {
    return this.sinks.attach(sink.name, sink);
  }

  /**
   * Reports `error`, whatever was thrown, unless it was reported already: in the same request, or anywhere if this is
   * none. The same error object in another request (a rejected promise that is kept, say) is a failure of its own.
   *
   * @param request by which one request is told from another; the active one if not given.
   */
  report(error: unknown, context: ErrorContext, request: object | undefined = activeRequest()?.request): void {
    if (!this.isFirst(error, request)) return;
    this.sinks.each((sink) => sink.onError(error, context));
  }

  message(text: string, context: ErrorContext): void {
    const redacted = redactor.redactAndClip(
      typeof text === 'string' ? text : describeThrown(text).message,
      MAX_MESSAGE,
    );
    this.sinks.each((sink) => sink.onMessage(redacted, context));
  }

  /** For the owner of the process's last moments: what ended it, with the request it came from where that is known. */
  reportCrash(error: unknown, origin: 'uncaughtException' | 'unhandledRejection'): void {
    if (!this.hasSinks) return;
    this.report(error, { ...errorContext('critical'), where: origin });
  }

  /** How often each sink threw, by name. */
  failureCounts(): Readonly<Record<string, number>> {
    return this.sinks.failureCounts();
  }

  private isFirst(error: unknown, request: object | undefined): boolean {
    const before = isObject(error) && this.reported.has(error);
    if (isObject(error)) this.reported.add(error);
    if (request === undefined) return !before;
    const ofRequest = this.reportedOf.get(request) ?? new Set();
    this.reportedOf.set(request, ofRequest);
    if (ofRequest.has(error)) return false;
    ofRequest.add(error);
    return true;
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

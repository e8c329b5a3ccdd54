import type { IncomingMessage, ServerResponse } from 'node:http';
import { Catch, Logger, type ArgumentsHost, type ExceptionFilter as NestExceptionFilter } from '@nestjs/common';
import { activeRequest, activeTraceIds } from '../tracing/index.js';
import { errorAnswer } from './error-answer.js';
import { errorContext } from './error-context.js';
import { ErrorReporter } from './error-reporter.js';
import { errorSnapshot, type ErrorSnapshot } from './error-snapshot.js';
import { noteOnServerSpan } from './note-on-server-span.js';
import { sendAnswer } from './send-answer.js';

/**
 * The last one to hear of whatever was thrown while a request was served: answers it in JSON and, unless the answer is
 * an expected 4xx, tells the server span, the log and the error sinks.
 */
@Catch()
export class ExceptionFilter implements NestExceptionFilter {
  private readonly logger = new Logger('Exceptions');

  constructor(private readonly reporter: ErrorReporter) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    // What is no HTTP request has a transport that answers in its own way.
    if (host.getType() !== 'http') throw exception;
    const request = host.switchToHttp().getRequest<IncomingMessage>();
    const answer = errorAnswer(exception, activeTraceIds()?.traceId);
    if (answer.status >= 500) this.tell(exception, request);
    sendAnswer(host.switchToHttp().getResponse<ServerResponse>(), answer);
  }

  private tell(exception: unknown, request: IncomingMessage): void {
    try {
      this.tellAll(exception, request);
    } catch (error) {
      this.logger.error('A failure could not be told of', error); // the answer goes out all the same
    }
  }

  private tellAll(exception: unknown, request: IncomingMessage): void {
    const snapshot = errorSnapshot(exception);
    noteOnServerSpan(snapshot);
    const { name, message } = snapshot;
    this.logger.error(
      `${request.method} ${activeRequest()?.route ?? ''} failed: ${name}: ${message}`,
      stacks(snapshot),
    );
    if (this.reporter.hasSinks) this.reporter.report(exception, errorContext('error', request), request);
  }
}

function stacks({ name, message, stack, cause }: ErrorSnapshot): string {
  return `${stack ?? `${name}: ${message}`}${cause === undefined ? '' : `\nCaused by: ${stacks(cause)}`}`;
}

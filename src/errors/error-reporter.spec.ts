import type { LoggerService } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { ErrorReporter } from './error-reporter.js';
import type { ErrorContext, ErrorSink } from './error-sink.js';

const CONTEXT: ErrorContext = { level: 'error' };

class Recorder implements ErrorSink {
  readonly errors: [unknown, ErrorContext][] = [];
  readonly messages: string[] = [];
  constructor(readonly name = 'recorder') {}
  onError(error: unknown, context: ErrorContext): void {
    this.errors.push([error, context]);
  }
  onMessage(message: string): void {
    this.messages.push(message);
  }
}

describe('ErrorReporter', () => {
  const lines: unknown[][] = [];
  beforeEach(() => {
    lines.length = 0;
    const keep = (...line: unknown[]) => void lines.push(line);
    Logger.overrideLogger({ log: keep, error: keep, warn: keep } satisfies LoggerService);
  });
  afterAll(() => Logger.overrideLogger(true));

  it('hands each failure to every sink, also where one of them throws, and counts that', () => {
    const reporter = new ErrorReporter();
    const healthy = new Recorder();
    const broken: ErrorSink = {
      name: 'broken',
      onError: () => { throw new Error('no'); },
      onMessage: () => { throw new Error('no'); },
    }; // prettier-ignore
    reporter.attach(broken);
    reporter.attach(healthy);
    const error = new Error('boom');

    reporter.report(error, CONTEXT);
    reporter.message('hello token=abc', CONTEXT);

    expect(healthy.errors).toEqual([[error, CONTEXT]]);
    expect(healthy.messages).toEqual(['hello token=[redacted]']);
    expect(reporter.failureCounts()).toEqual({ broken: 2 });
    expect(lines).toHaveLength(1);
  });

  it('reports the same error once a request, and once at all outside of any', () => {
    const reporter = new ErrorReporter();
    const sink = new Recorder();
    reporter.attach(sink);
    const [first, second] = [{}, {}];
    const kept = new Error('a rejection that is kept');

    for (const request of [first, first, second, undefined]) reporter.report(kept, CONTEXT, request);
    expect(sink.errors).toHaveLength(2);

    reporter.reportCrash(kept, 'unhandledRejection');
    expect(sink.errors).toHaveLength(2);
    reporter.report('a text', CONTEXT, first);
    reporter.report('a text', CONTEXT, first);
    expect(sink.errors).toHaveLength(3);
  });

  it('says what crashed the process at level critical, with where', () => {
    const reporter = new ErrorReporter();
    const sink = new Recorder();
    reporter.attach(sink);

    reporter.reportCrash(null, 'uncaughtException');

    expect(sink.errors).toEqual([[null, expect.objectContaining({ level: 'critical', where: 'uncaughtException' })]]);
  });

  it('tells nothing to a sink that has detached', () => {
    const reporter = new ErrorReporter();
    const sink = new Recorder();
    const detach = reporter.attach(sink);
    expect(reporter.hasSinks).toBe(true);

    detach();
    detach();
    reporter.report(new Error('late'), CONTEXT);

    expect(reporter.hasSinks).toBe(false);
    expect(sink.errors).toEqual([]);
  });
});

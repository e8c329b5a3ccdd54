import Transport from 'winston-transport';
import type { LogLine } from './log-line.js';

/** The part of a stream that is needed to print; `process.stdout` is one. */
export interface LogStream extends NodeJS.EventEmitter {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  hasColors?(): boolean;
}

/**
 * Prints lines. A reader that goes away (EPIPE) or a full one (EAGAIN) costs lines, never the process: without a listener
 * the stream's `error` event would end it.
 */
export class StdoutTransport extends Transport {
  readonly name = 'stdout';

  constructor(
    private readonly stream: LogStream,
    private readonly render: (line: LogLine) => string,
  ) {
    super();
    if (!stream.listeners('error').includes(loseLine)) stream.on('error', loseLine);
  }

  override log(line: LogLine, next: () => void): void {
    next();
    try {
      this.stream.write(`${this.render(line)}\n`);
    } catch (error) {
      loseLine(error);
    }
  }
}

/** There is nobody left who could be told. */
function loseLine(_error: unknown): void {}

import Transport from 'winston-transport';
import type { LogLine } from './log-line.js';

/** The part of a stream that is needed to print; `process.stdout` is one. */
export interface LogStream extends NodeJS.EventEmitter {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  hasColors?(): boolean;
}

/** A tick that logs more than this prints in between: what is held stays small whatever is logged. */
const MAX_HELD_CHARACTERS = 64 * 1024;

export interface StdoutTransportOptions {
  /**
   * Prints the lines of one turn of the event loop with one write: under load that is one system call for dozens. They are
   * printed at the end of the turn, at the latest as the process exits; a kill loses at most those of one turn.
   */
  readonly joinLines?: boolean;
}

/**
 * Prints lines. A reader that goes away (EPIPE) or a full one (EAGAIN) costs lines, never the process: without a listener
 * the stream's `error` event would end it.
 */
export class StdoutTransport extends Transport {
  readonly name = 'stdout';
  private joinLines: boolean;
  private held = '';

  constructor(
    private readonly stream: LogStream,
    private readonly render: (line: LogLine) => string,
    { joinLines = false }: StdoutTransportOptions = {},
  ) {
    super();
    this.joinLines = joinLines;
    if (joinLines) process.on('exit', this.print);
    if (!stream.listeners('error').includes(loseLine)) stream.on('error', loseLine);
  }

  override log(line: LogLine, next: () => void): void {
    next();
    const text = this.render(line);
    if (this.joinLines && this.held === '') setImmediate(this.print);
    this.held += `${text}\n`;
    if (!this.joinLines || this.held.length > MAX_HELD_CHARACTERS) this.print();
  }

  /** From now on each line is printed at once: the process is about to end, and others print past this. */
  override close(): void {
    this.joinLines = false;
    process.off('exit', this.print);
    this.print();
  }

  private readonly print = (): void => {
    if (this.held === '') return;
    const text = this.held;
    this.held = '';
    try {
      this.stream.write(text);
    } catch (error) {
      loseLine(error);
    }
  };
}

/** There is nobody left who could be told. */
function loseLine(_error: unknown): void {}

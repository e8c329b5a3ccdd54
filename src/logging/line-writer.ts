import { redactor as defaultRedactor, type Redactor } from '../redaction/index.js';
import { activeRequest, activeTraceIds, EndOfTurn } from '../tracing/index.js';
import { KNOWN, LOGGED, logInfo, type LogInfo } from './log-info.js';
import { lineClock } from './line-time.js';
import { type LineContext, type LogLine, logLine } from './log-line.js';

export interface LineWriterOptions {
  readonly redactor?: Redactor;
  /** Makes the lines of one turn of the event loop together, when it ends. */
  readonly atEndOfTurn?: boolean;
  readonly take: (line: LogLine) => void;
}

/** What was logged, when and for whom: all that its line is made of. */
interface Written {
  readonly info: LogInfo;
  readonly context: LineContext;
}

/**
 * Makes lines of what is logged, in its order. What may change until the turn ends (an object, an error) is made into its
 * line at once, behind those that wait.
 */
export class LineWriter {
  private readonly timestamp = lineClock();
  private readonly redactor: Redactor;
  private readonly turn = new EndOfTurn<Written>((written) => this.finish(written));
  private readonly take: (line: LogLine) => void;

  constructor({ redactor = defaultRedactor, atEndOfTurn = false, take }: LineWriterOptions) {
    this.redactor = redactor;
    this.take = take;
    if (atEndOfTurn) process.prependListener('exit', this.drain);
    else this.turn.close();
  }

  write(info: LogInfo): void {
    // A line of a request that is over brings its own origin; the active context is another's by then, or nobody's.
    const isPlaced = info[KNOWN]?.ids !== undefined;
    const ids = isPlaced ? undefined : activeTraceIds();
    const enduserId = isPlaced ? undefined : activeRequest()?.enduserId;
    this.turn.add({ info, context: { timestamp: this.timestamp(), ids, enduserId, redactor: this.redactor } });
    if (!isLasting(info)) this.drain();
  }

  /** Makes the lines that wait, now. */
  readonly drain = (): void => this.turn.drain();

  /** From now on each line is made where it is logged: the process is about to end. */
  close(): void {
    process.off('exit', this.drain);
    this.turn.close();
  }

  private finish({ info, context }: Written): void {
    try {
      this.take(logLine(info, context));
    } catch (error) {
      this.take(logLine(logInfo('error', ['a log line could not be written', error]), context));
    }
  }
}

/** Whether all of it is text that was logged, or made for the line. */
function isLasting(info: LogInfo): boolean {
  for (const name in info) if (name !== 'level' && name !== 'message') return false;
  return info[LOGGED]?.every((value) => typeof value === 'string') === true;
}

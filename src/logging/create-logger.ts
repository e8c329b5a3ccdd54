import winston, { type Logger } from 'winston';
import type Transport from 'winston-transport';
import type { Redactor } from '../redaction/index.js';
import { LineWriter } from './line-writer.js';
import { LOGGED, logInfo, type LogInfo } from './log-info.js';
import { isLogLevel, LOG_LEVEL_NAMES, LOG_LEVELS, passes, type LogLevel } from './log-levels.js';
import { TransportFanOut } from './transport-fan-out.js';

export interface LoggerOptions {
  readonly level: LogLevel;
  readonly transports: readonly Transport[];
  readonly redactor?: Redactor;
  /** Makes the lines of one turn of the event loop together, when it ends; children's and those with objects at once. */
  readonly atEndOfTurn?: boolean;
}

export interface ApplicationLogger extends Logger {
  /** From now on each line is with the transports when the call that logs it returns. */
  writeAtOnce(): void;
}

/**
 * A winston logger whose line is made once and handed straight to each transport: logging never throws whatever is logged,
 * a transport that never calls back starves no other, and all share one `info[MESSAGE]`. winston itself reads metadata
 * unguarded and sends each line through two streams a transport; that is why `log`, the level methods, `write` and
 * `isLevelEnabled` are replaced. Levels, children, adding and removing transports are winston's own.
 */
export function createLogger({ level, transports, redactor, atEndOfTurn }: LoggerOptions): ApplicationLogger {
  const logger = winston.createLogger({ levels: LOG_LEVELS, level, exitOnError: false, transports: [...transports] });
  const fanOut = new TransportFanOut(logger);
  const writer = new LineWriter({ redactor, atEndOfTurn, take: (line) => fanOut.write(line) });

  function write(info: LogInfo): boolean {
    writer.write(info);
    return true;
  }

  function put(self: Logger, info: LogInfo): Logger {
    if (!self.isLevelEnabled(info.level)) return self;
    try {
      self.write(info);
    } catch (error) {
      // The fields of a child logger are the one thing that winston still reads unguarded.
      write(logInfo('error', ['a log line could not be written', error]));
    }
    return self;
  }

  function log(this: Logger | undefined, first: unknown, ...rest: readonly unknown[]): Logger {
    return put(this ?? logger, rest.length === 0 ? wholeInfo(first) : logInfo(levelOr('info', first), rest));
  }

  /** A transport gets what was logged while it was there. */
  for (const name of ['add', 'remove', 'clear', 'close'] as const) {
    const original: (...given: any[]) => unknown = logger[name];
    Object.assign(logger, {
      [name](this: Logger, ...given: unknown[]): unknown {
        writer.drain();
        return Reflect.apply(original, this, given);
      },
    });
  }

  Object.assign(logger, { write, log, isLevelEnabled });
  for (const name of LOG_LEVEL_NAMES) {
    Object.assign(logger, {
      [name](this: Logger | undefined, ...logged: readonly unknown[]): Logger {
        return put(this ?? logger, logInfo(name, logged));
      },
    });
  }
  return Object.assign(logger, { writeAtOnce: () => writer.close() });
}

/** As winston's own, without the closure and the lookups that it makes each time a request asks. */
function isLevelEnabled(this: Logger, level: string): boolean {
  const all = this.transports;
  for (const one of all) if (passes(level, one.level ?? this.level)) return true;
  return all.length === 0 && passes(level, this.level);
}

/** winston's `log({ level, message, ... })`, or an info of ours that is complete already. */
function wholeInfo(given: unknown): LogInfo {
  try {
    if (isLogInfo(given)) return given;
    return logInfo(levelOr('info', Reflect.get(Object(given), 'level')), [given]);
  } catch {
    // Its level cannot even be read; the line says what can be.
    return logInfo('info', [given]);
  }
}

function isLogInfo(given: unknown): given is LogInfo {
  return typeof given === 'object' && given !== null && LOGGED in given;
}

function levelOr(fallback: LogLevel, level: unknown): LogLevel {
  return isLogLevel(level) ? level : fallback;
}

import winston, { type Logger } from 'winston';
import type Transport from 'winston-transport';
import { redactor as defaultRedactor, type Redactor } from '../redaction/index.js';
import { activeRequest, activeTraceIds } from '../tracing/index.js';
import { KNOWN, LOGGED, logInfo, type LogInfo } from './log-info.js';
import { lineClock } from './line-time.js';
import { logLine } from './log-line.js';
import { isLogLevel, LOG_LEVEL_NAMES, LOG_LEVELS, type LogLevel } from './log-levels.js';
import { TransportFanOut } from './transport-fan-out.js';

export interface LoggerOptions {
  readonly level: LogLevel;
  readonly transports: readonly Transport[];
  readonly redactor?: Redactor;
}

/**
 * A winston logger whose line is made once, in `write`, and handed straight to each transport: logging never throws
 * whatever is logged, a transport that never calls back starves no other, and all share one `info[MESSAGE]`.
 * winston itself reads metadata unguarded and sends each line through two streams a transport; that is why `log`, the
 * level methods and `write` are replaced. Levels, children and adding and removing transports are winston's own.
 */
export function createLogger({ level, transports, redactor = defaultRedactor }: LoggerOptions): Logger {
  const logger = winston.createLogger({ levels: LOG_LEVELS, level, exitOnError: false, transports: [...transports] });
  const fanOut = new TransportFanOut(logger);
  const timestamp = lineClock();

  function write(info: LogInfo): boolean {
    // A line of a request that is over brings its own origin; the active context is another's by then, or nobody's.
    const isPlaced = info[KNOWN]?.ids !== undefined;
    const ids = isPlaced ? undefined : activeTraceIds();
    const enduserId = isPlaced ? undefined : activeRequest()?.enduserId;
    fanOut.write(logLine(info, { timestamp: timestamp(), ids, enduserId, redactor }));
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

  Object.assign(logger, { write, log });
  for (const name of LOG_LEVEL_NAMES) {
    Object.assign(logger, {
      [name](this: Logger | undefined, ...logged: readonly unknown[]): Logger {
        return put(this ?? logger, logInfo(name, logged));
      },
    });
  }
  return logger;
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

import { Inject, Injectable } from '@nestjs/common';
import { WinstonLogger } from 'nest-winston';
import type { Logger } from 'winston';
import { logInfo } from './log-info.js';
import type { LogLevel } from './log-levels.js';
import { WINSTON_LOGGER } from './logging.tokens.js';
import { nestParameters } from './nest-parameters.js';

/** Nest's own account of its start, some fifty lines: for those who ask for it with LOG_LEVEL=debug. */
const NEST_ITSELF = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/**
 * nest-winston's logger for Nest, with every argument kept. The package itself takes two: of `log('m', { a: 1 })` it
 * loses the context that Nest appends, of `error(error)` it keeps an empty object.
 */
@Injectable()
export class NestLogger extends WinstonLogger {
  private ownContext: string | undefined;

  constructor(@Inject(WINSTON_LOGGER) private readonly winston: Logger) {
    super(winston);
  }

  override setContext(context: string): void {
    this.ownContext = context;
  }

  override log(message: unknown, ...parameters: unknown[]): void {
    this.put('info', message, parameters);
  }

  override fatal(message: unknown, ...parameters: unknown[]): void {
    this.put('fatal', message, parameters);
  }

  override error(message: unknown, ...parameters: unknown[]): void {
    this.put('error', message, parameters);
  }

  override warn(message: unknown, ...parameters: unknown[]): void {
    this.put('warn', message, parameters);
  }

  override debug(message: unknown, ...parameters: unknown[]): void {
    this.put('debug', message, parameters);
  }

  override verbose(message: unknown, ...parameters: unknown[]): void {
    this.put('verbose', message, parameters);
  }

  private put(level: LogLevel, message: unknown, parameters: readonly unknown[]): void {
    if (!this.winston.isLevelEnabled(level)) return;
    const { details, context = this.ownContext } = nestParameters(parameters, level === 'error' || level === 'fatal');
    const isNests = level === 'info' && context !== undefined && NEST_ITSELF.has(context);
    this.winston.log(logInfo(isNests ? 'debug' : level, [message, ...details], { context }));
  }
}

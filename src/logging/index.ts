// Owns: the application's logger (winston, and Nest's through nest-winston), the form of a line, the access line, stdout.
// Does not: know any destination of lines; one adds its transport to WINSTON_LOGGER (cloudwatch/ is such a room).
// May be imported by logging/cloudwatch, otlp, app.module and main.
export { isLogLevel, LOG_LEVELS, type LogLevel } from './log-levels.js';
export type { LogLine } from './log-line.js';
export { loggingConfig, type LoggingConfig } from './logging.config.js';
export { LoggingModule } from './logging.module.js';
export { LOG_STREAM, WINSTON_LOGGER } from './logging.tokens.js';
export { NestLogger } from './nest.logger.js';
export type { LogStream } from './stdout.transport.js';

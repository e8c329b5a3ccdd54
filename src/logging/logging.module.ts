import { type BeforeApplicationShutdown, Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { WINSTON_MODULE_NEST_PROVIDER, WINSTON_MODULE_PROVIDER } from 'nest-winston';
import { MESSAGE } from 'triple-beam';
import { AccessLog } from './access-log.js';
import { type ApplicationLogger, createLogger } from './create-logger.js';
import type { LogLine } from './log-line.js';
import { loggingConfig, type LoggingConfig } from './logging.config.js';
import { LOG_STREAM, WINSTON_LOGGER } from './logging.tokens.js';
import { NestDiagLogger } from './nest.diag-logger.js';
import { NestLogger } from './nest.logger.js';
import { prettyLine } from './pretty-line.js';
import { StdoutTransport, type LogStream } from './stdout.transport.js';

@Global()
@Module({
  imports: [ConfigModule.forFeature(loggingConfig)],
  providers: [
    { provide: LOG_STREAM, useFactory: () => process.stdout },
    { provide: WINSTON_LOGGER, inject: [loggingConfig.KEY, LOG_STREAM], useFactory: applicationLogger },
    { provide: WINSTON_MODULE_PROVIDER, useExisting: WINSTON_LOGGER },
    { provide: WINSTON_MODULE_NEST_PROVIDER, useExisting: NestLogger },
    NestLogger,
    AccessLog,
  ],
  exports: [WINSTON_LOGGER, WINSTON_MODULE_PROVIDER, WINSTON_MODULE_NEST_PROVIDER, NestLogger],
})
export class LoggingModule implements OnModuleInit, BeforeApplicationShutdown {
  constructor(@Inject(WINSTON_LOGGER) private readonly logger: ApplicationLogger) {}

  onModuleInit(): void {
    diag.setLogger(new NestDiagLogger(), { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  }

  /** What is logged from here on, up to the process's last line, is printed in its order. */
  beforeApplicationShutdown(): void {
    this.logger.writeAtOnce();
    for (const transport of this.logger.transports) if (transport instanceof StdoutTransport) transport.close();
  }
}

function applicationLogger({ level, format }: LoggingConfig, stream: LogStream) {
  const colours = stream.isTTY === true && stream.hasColors?.() === true;
  const render = format === 'json' ? (line: LogLine) => line[MESSAGE] : (line: LogLine) => prettyLine(line, colours);
  // For programs that read them lines are made and printed together; a person sees each as it is logged.
  const together = format === 'json';
  const stdout = new StdoutTransport(stream, render, { joinLines: together });
  return createLogger({ level, transports: [stdout], atEndOfTurn: together });
}

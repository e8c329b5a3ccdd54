import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ErrorReporter } from './error-reporter.js';
import { ExceptionFilter } from './exception.filter.js';

/** Global because each destination of errors, in whatever module, attaches to the same reporter. */
@Global()
@Module({ providers: [ErrorReporter, { provide: APP_FILTER, useClass: ExceptionFilter }], exports: [ErrorReporter] })
export class ErrorsModule {}

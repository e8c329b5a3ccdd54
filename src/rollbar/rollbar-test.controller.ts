import { Controller, Get, Header } from '@nestjs/common';
import { errorContext, ErrorReporter } from '../errors/index.js';
import { Describe } from '../http/index.js';
import { rollbarDocs } from './rollbar.docs.js';

/** Lets a person see a message and an error arrive. Both routes answer the same when Rollbar is off. */
@Controller('rollbar')
export class RollbarTestController {
  constructor(private readonly reporter: ErrorReporter) {}

  @Get('test')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Describe(rollbarDocs.test)
  test(): string {
    this.reporter.message('Hello World!', errorContext('warning'));
    return 'Hello World!';
  }

  @Get('error')
  @Describe(rollbarDocs.error)
  error(): never {
    throw new Error('An error on purpose, from /rollbar/error');
  }
}

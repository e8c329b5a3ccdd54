import {
  Body,
  Controller,
  Get,
  Header,
  HttpException,
  Post,
  Req,
  Res,
  ServiceUnavailableException,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { Span } from '../../src/tracing/index.js';
import { cyclicError, hostileProxy, trappedError } from './hostile-values.js';

/** What can be thrown by name: `GET /failing/throws/cyclic`. */
export const THROWN = {
  error: () => new Error('a secret of the service'),
  null: () => null,
  undefined: () => undefined,
  text: () => 'a secret of the service',
  object: () => ({ status: 404, message: 'a secret of the service' }),
  proxy: () => hostileProxy(new Error('behind')),
  trapped: () => trappedError(['name', 'message', 'stack', 'cause']),
  cyclic: cyclicError,
} as const;

const kept = Promise.reject(new Error('a connection that never came about'));
kept.catch(() => undefined);

/** Routes that fail in every way that the exception filter has to answer. */
@Controller('failing')
export class FailingController {
  /** What `GET /failing/generated` throws. */
  static generate: () => unknown = () => undefined;

  @Get('generated')
  generated(): never {
    throw FailingController.generate();
  }

  @Get('throws/:what')
  throws(@Req() request: Request): never {
    throw THROWN[request.params['what'] as keyof typeof THROWN]();
  }

  @Get('spanned/:id')
  spanned(): never {
    return this.inASpan();
  }

  @Post('posted')
  posted(@Body() _body: unknown): never {
    throw new TypeError('no such thing');
  }

  @Get('kept')
  async keptRejection(): Promise<never> {
    return kept;
  }

  @Get('expected')
  expected(): never {
    throw new HttpException(['message_blank'], 422);
  }

  @Get('busy')
  busy(): never {
    throw new ServiceUnavailableException('come back');
  }

  @Get('half')
  half(@Res() response: Response): never {
    response.set('content-length', '100').write('half of it');
    throw new Error('in the middle');
  }

  @Get('page')
  @Header('Content-Type', 'text/html')
  @Header('Cache-Control', 'public, max-age=3600')
  @Header('Content-Encoding', 'gzip')
  page(): never {
    throw new Error('no page');
  }

  @Get('gone')
  async gone(@Req() request: Request): Promise<never> {
    request.socket.destroy();
    await new Promise((resolve) => request.once('close', resolve));
    throw new Error('nobody listens');
  }

  @Span('inner')
  private inASpan(): never {
    throw new RangeError('from below');
  }
}

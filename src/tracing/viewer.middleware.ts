import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type NestMiddleware } from '@nestjs/common';
import { redactor } from '../redaction/index.js';
import { ViewerService } from '../viewer/index.js';
import { activeRequest } from './active-request.js';

/** Notes who is signed in on the request, for its span, its log lines and its error report. */
@Injectable()
export class ViewerMiddleware implements NestMiddleware {
  constructor(private readonly viewer: ViewerService) {}

  use(request: IncomingMessage, _response: ServerResponse, next: () => void): void {
    const served = activeRequest();
    if (served !== undefined) served.enduserId = redactor.redactText(this.viewer.current(request).handle);
    next();
  }
}

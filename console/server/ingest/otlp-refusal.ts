import type { Request, Response } from 'express';
import { encodingOf } from './otlp-encoding.js';

/** Why a request was not taken; a sender repeats one with status 503. */
export class OtlpRefusal extends Error {
  override readonly name = 'OtlpRefusal';
  constructor(
    readonly status: 400 | 405 | 413 | 415 | 503,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

const RETRY_AFTER_S = '1';
/** google.rpc.Code */
const CODES = { 400: 3, 405: 12, 413: 3, 415: 3, 503: 14 } as const;

/** Of whatever went wrong: in reading the body it is the sender's, and anything else may be over at the next attempt. */
export function refusalOf(error: unknown): OtlpRefusal {
  if (error instanceof OtlpRefusal) return error;
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 413) return new OtlpRefusal(413, 'the body is larger than 16 MB');
  if (status === 415) return new OtlpRefusal(415, 'the body has to be gzip or not encoded');
  if (status === 400) return new OtlpRefusal(400, 'the body could not be read to its end');
  return new OtlpRefusal(503, 'what was sent could not be kept', error);
}

/** As google.rpc.Status in the request's own encoding; JSON where it has none. */
export function sendRefusal({ status, message }: OtlpRefusal, request: Request, response: Response): void {
  const encoding = encodingOf(request.headers['content-type']) ?? encodingOf('application/json')!;
  if (status === 503) response.set('Retry-After', RETRY_AFTER_S);
  response
    .status(status)
    .type(encoding.contentType)
    .end(encoding.encode('RpcStatus', { code: CODES[status], message }));
}

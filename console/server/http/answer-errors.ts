import type { ErrorRequestHandler } from 'express';
import { QueryRefused, RunInUse, RunNotFound, TooBusy, TooLarge, TooLong } from '../store/errors.js';
import { errorBody, HttpRefusal } from './http-refusal.js';

/** Every error as {statusCode, message, error}; of what is our own fault no more than that. */
export function answerErrors(onError: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const refusal = refusalOf(error);
    if (refusal.status === 500) onError(error);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.set(refusal.headers).status(refusal.status).json(errorBody(refusal.status, refusal.message));
  };
}

function refusalOf(error: unknown): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  if (error instanceof RunNotFound) return new HttpRefusal(404, error.message);
  if (error instanceof RunInUse) return new HttpRefusal(409, error.message);
  if (error instanceof QueryRefused || error instanceof TooLarge) return new HttpRefusal(422, error.message);
  if (error instanceof TooBusy) return new HttpRefusal(429, error.message, { 'Retry-After': '1' });
  if (error instanceof TooLong) return new HttpRefusal(504, error.message);
  return refusalOfExpress(error) ?? new HttpRefusal(500, 'the console failed to answer; its log says why');
}

/** What Express throws of requests that it cannot read: a bad path, a body that is no JSON or too large. */
function refusalOfExpress(error: unknown): HttpRefusal | undefined {
  if (!(error instanceof Error && 'status' in error && typeof error.status === 'number')) return undefined;
  if (error.status < 400 || error.status >= 500) return undefined;
  const message = { 413: 'the body is too large', 415: 'the body is encoded in a way that is not understood' };
  return new HttpRefusal(error.status, message[error.status as 413 | 415] ?? 'the request is not understood');
}

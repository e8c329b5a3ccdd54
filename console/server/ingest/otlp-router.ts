import express, { type ErrorRequestHandler, type RequestHandler, type Router } from 'express';
import { type OtlpEncoding, encodingOf } from './otlp-encoding.js';
import { OtlpRefusal, refusalOf, sendRefusal } from './otlp-refusal.js';
import { type Received, type Signal, signals } from './signals.js';

/** Of a body after gzip. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;
/** Requests whose rows are not safe yet; a Collector sends ten at once. */
const MAX_AT_ONCE = 16;
/** Of their bodies together: decoded they take ten times as much. */
const MAX_BYTES_AT_ONCE = 32 * 1024 * 1024;

export interface OtlpOptions {
  /** Resolves when what was received is safe: then its sender may forget it. */
  readonly keep: (received: Received) => Promise<void>;
  /** What went wrong here, not at the sender's. */
  readonly onError: (error: unknown) => void;
}

/** OTLP/HTTP in. @see https://opentelemetry.io/docs/specs/otlp/#otlphttp */
export function otlpRouter({ keep, onError }: OtlpOptions): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const gate = atMost(MAX_AT_ONCE);
  const byteGate = withinBytes(MAX_BYTES_AT_ONCE);
  // Express inflates, and counts while it does: a bomb is noticed after 16 MB of it.
  const readBody = express.raw({ type: () => true, limit: MAX_BODY_BYTES });
  for (const signal of signals) {
    router.post(signal.path, demandEncoding, gate, readBody, byteGate, receive(signal, keep));
    router.all(signal.path, refuseMethod);
  }
  router.use(answerRefusal(onError));
  return router;
}

const demandEncoding: RequestHandler = (request, _response, next) => {
  if (encodingOf(request.headers['content-type']) === undefined)
    throw new OtlpRefusal(415, 'the body has to be application/x-protobuf or application/json');
  next();
};

const refuseMethod: RequestHandler = (_request, response) => {
  response.set('Allow', 'POST');
  throw new OtlpRefusal(405, 'this path takes POST');
};

function atMost(limit: number): RequestHandler {
  let open = 0;
  return (_request, response, next) => {
    if (open >= limit) throw stillWriting();
    open += 1;
    response.once('close', () => (open -= 1));
    next();
  };
}

/** A body that would be too much alone is what the body's own limit is for. */
function withinBytes(limit: number): RequestHandler {
  let held = 0;
  return ({ body }, response, next) => {
    const bytes = Buffer.isBuffer(body) ? body.byteLength : 0;
    if (held > 0 && held + bytes > limit) throw stillWriting();
    held += bytes;
    response.once('close', () => (held -= bytes));
    next();
  };
}

function stillWriting(): OtlpRefusal {
  return new OtlpRefusal(503, 'what was sent before is still being written');
}

function receive(signal: Signal, keep: OtlpOptions['keep']): RequestHandler {
  return async (request, response) => {
    const encoding = encodingOf(request.headers['content-type'])!;
    const received = signal.read(decode(encoding, signal, request.body));
    await keep(received);
    response.type(encoding.contentType).end(encoding.encode(signal.response, successOf(signal, received)));
  };
}

/** A request without a body is an empty message in protobuf and nothing at all in JSON. */
function decode(encoding: OtlpEncoding, signal: Signal, body: unknown): unknown {
  try {
    return encoding.decode(signal.request, Buffer.isBuffer(body) ? body : Buffer.alloc(0));
  } catch (error) {
    throw new OtlpRefusal(400, `the body is no ${signal.request}`, error);
  }
}

function successOf({ rejectedField }: Signal, { rejected }: Received): object {
  if (rejected === 0) return {};
  const errorMessage = `${rejected} without ids of 16 and 8 bytes, or at a time that cannot be`;
  return { partialSuccess: { [rejectedField]: String(rejected), errorMessage } };
}

function answerRefusal(onError: OtlpOptions['onError']): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const refusal = refusalOf(error);
    if (refusal.cause !== undefined && refusal.status >= 500) onError(refusal.cause);
    sendRefusal(refusal, request, response);
  };
}

import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from 'express';
import { type OtlpEncoding, encodingOf } from './otlp-encoding.js';
import { OtlpRefusal, refusalOf, sendRefusal } from './otlp-refusal.js';
import { type Received, type Signal, signals } from './signals.js';

/** Of a body after gzip. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;
/** Requests whose rows are not safe yet; a Collector sends ten at once. */
const MAX_AT_ONCE = 16;
/** Of their bodies together; what they become in memory is larger. */
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
  const gate = atMost(MAX_AT_ONCE, () => 1);
  const byteGate = atMost(MAX_BYTES_AT_ONCE, ({ body }) => (Buffer.isBuffer(body) ? body.byteLength : 0));
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

/** Requests under way weigh so much together and no more. */
function atMost(limit: number, weightOf: (request: Request) => number): RequestHandler {
  let open = 0;
  return (request, response, next) => {
    const weight = weightOf(request);
    if (open + weight > limit) throw new OtlpRefusal(503, 'what was sent before is still being written');
    open += weight;
    response.once('close', () => (open -= weight));
    next();
  };
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

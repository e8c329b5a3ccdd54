/**
 * What each fault does at the wire of an HTTP destination, and what that means for whoever counts.
 *
 * - `keeps`: the destination has taken what the request held, whether or not it could say so. Sent again, it is there twice.
 * - `acknowledges`: its answer says so, and the service may count the items as delivered.
 * - `hitsAll`: what holds no items meets it too, CloudWatch's CreateLogStream: nothing is answered, or the key is no good.
 */

const HUGE_ANSWER_BYTES = 100 * 1024 * 1024;
const DRIP_EVERY_MS = 100;

/** @typedef {{ sink: string, status?: number, headers?: Record<string, string>, body?: string | Uint8Array }} Answer */

/** What a healthy destination of each kind answers. */
export const OK = {
  otlp: { type: 'application/x-protobuf', body: '' },
  rollbar: { type: 'application/json', body: '{"err":0,"result":{}}' },
  cloudwatch: { type: 'application/x-amz-json-1.1', body: '{}' },
};

/** Success but for one item. Rollbar takes one item a request: it has no such answer. */
const PARTLY = {
  otlp: Buffer.from([0x0a, 0x09, 0x08, 0x01, 0x12, 0x05, ...Buffer.from('no :(')]),
  cloudwatch: '{"rejectedLogEventsInfo":{"tooOldLogEventEndIndex":1}}',
};

/** Bodies larger than this, as they travel, are too large for a destination that answers 413. */
const TOO_LARGE_BYTES = { otlp: 4_096, rollbar: 0, cloudwatch: 16_384 };

function answer(response, sink, status = 200, headers = {}, body = status === 200 ? OK[sink].body : '') {
  response.writeHead(status, { 'content-type': OK[sink].type, ...headers }).end(body);
}

function drip(socket) {
  const timer = setInterval(() => (socket.writable ? socket.write('x') : clearInterval(timer)), DRIP_EVERY_MS);
  socket.once('close', () => clearInterval(timer));
}

function pour(response, left) {
  const chunk = Buffer.alloc(Math.min(left, 64 * 1024), 'x');
  if (chunk.length === 0) response.end();
  else if (!response.destroyed) response.write(chunk, (error) => error ?? pour(response, left - chunk.length));
}

const refusing = (status, headers) => ({ respond: (response, sink) => answer(response, sink, status, headers) });

/** By name. `respond` is absent where nobody listens. */
export const FAULTS = {
  none: { keeps: true, acknowledges: true, respond: (response, sink) => answer(response, sink) },
  refused: {},
  'black hole': { hitsAll: true, respond: () => undefined },
  'drip of headers': {
    keeps: true,
    respond: ({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
      drip(socket);
    },
  },
  'drip of body': {
    keeps: true,
    respond: ({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
      drip(socket);
    },
  },
  'reset mid-answer': {
    keeps: true,
    respond: ({ socket }) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf', () => socket.resetAndDestroy()),
  },
  500: refusing(500),
  '503 with Retry-After': refusing(503, { 'retry-after': '2' }),
  429: refusing(429),
  401: { hitsAll: true, ...refusing(401) },
  413: {
    respond: (response, sink, bytes) => answer(response, sink, bytes > TOO_LARGE_BYTES[sink] ? 413 : 200),
    keepsBody: (sink, bytes) => bytes <= TOO_LARGE_BYTES[sink],
  },
  'partial success': {
    keeps: true,
    acknowledges: true,
    rejects: 1,
    respond: (response, sink) => answer(response, sink, 200, {}, PARTLY[sink]),
  },
  '100 MB answer': {
    keeps: true,
    acknowledges: true,
    respond: (response, sink) => {
      response.writeHead(200, { 'content-type': OK[sink].type, 'content-length': HUGE_ANSWER_BYTES });
      pour(response, HUGE_ANSWER_BYTES);
    },
  },
};

import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

const { Reader } = createRequire(import.meta.url)('protobufjs');

/** @typedef {{ id: string, trace: string | undefined }} Item one span, Rollbar item or log event, by an id that is its own for ever */

/** @returns {Item[]} what one request of `sink` holds, in its order */
export function itemsOf(sink, { body, encoding }) {
  return DECODERS[sink](encoding === 'gzip' ? gunzipSync(body) : body);
}

/** @returns {Item[]} the spans of one segment document */
export function spansOfDatagram(datagram) {
  const document = JSON.parse(datagram.subarray(datagram.indexOf('\n') + 1).toString());
  const trace = document.trace_id.slice(2).replace('-', '');
  const found = [];
  const visit = ({ id, subsegments = [] }) => {
    found.push({ id, trace });
    subsegments.forEach(visit);
  };
  visit(document);
  return found;
}

const DECODERS = {
  otlp: (bytes) => spans(bytes),
  rollbar: (bytes) => {
    const { data } = JSON.parse(bytes.toString());
    return [{ id: data.uuid, trace: data.custom?.trace_id }];
  },
  cloudwatch: (bytes) => JSON.parse(bytes.toString()).logEvents.map(logEvent),
};

function logEvent({ timestamp, message }) {
  const id = createHash('md5').update(`${timestamp} ${message}`).digest('base64');
  return { id, trace: /"trace_id":"([0-9a-f]{32})"/.exec(message)?.[1] };
}

/** A request holds ResourceSpans (field 1), those ScopeSpans (2), those Spans (2); of a Span, trace id 1 and span id 2. */
function spans(bytes, depth = 0) {
  const reader = Reader.create(bytes);
  const found = [];
  const span = {};
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if ((tag & 7) !== 2) reader.skipType(tag & 7);
    else if (depth === 3 && tag >>> 3 <= 2) span[tag >>> 3 === 1 ? 'trace' : 'id'] = hex(reader.bytes());
    else if (depth < 3 && tag >>> 3 === [1, 2, 2][depth]) found.push(...spans(reader.bytes(), depth + 1));
    else reader.skipType(2);
  }
  return depth === 3 ? [span] : found;
}

function hex(bytes) {
  return Buffer.from(bytes).toString('hex');
}

// Stands in for all destinations, as cheaply as it can: it keeps OTLP bodies as they came and counts their spans only when asked.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

const protobuf = createRequire(import.meta.url)('protobufjs');
const counts = { segments: 0, logEvents: 0, items: 0 };
let bodies = [];

/** A span is field 2 of ScopeSpans, field 2 of ResourceSpans, field 1 of the request: counted by walking the lengths. */
function countSpans(bytes, depth = 0) {
  const reader = protobuf.Reader.create(bytes);
  let spans = 0;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag === ([1, 2, 2][depth] << 3) + 2) {
      const inner = reader.bytes();
      spans += depth === 2 ? 1 : countSpans(inner, depth + 1);
    } else reader.skipType(tag & 7);
  }
  return spans;
}

const answers = {
  '/v1/traces': (body, headers) => {
    bodies.push(headers['content-encoding'] === 'gzip' ? { gzip: body } : { plain: body });
    return ['application/x-protobuf', ''];
  },
  '/api/1/item/': () => {
    counts.items += 1;
    return ['application/json', '{"err":0}'];
  },
  '/': (body, headers) => {
    if (String(headers['x-amz-target']).endsWith('PutLogEvents')) counts.logEvents += JSON.parse(body).logEvents.length;
    return ['application/x-amz-json-1.1', '{}'];
  },
  '/counts': () => {
    const spans = bodies.reduce((sum, { gzip, plain }) => sum + countSpans(plain ?? gunzipSync(gzip)), 0);
    bodies = [];
    const said = JSON.stringify({ ...counts, spans });
    for (const name of Object.keys(counts)) counts[name] = 0;
    return ['application/json', said];
  },
};

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const [type, body] = (answers[request.url] ?? answers['/'])(Buffer.concat(chunks), request.headers);
    response.writeHead(200, { 'content-type': type }).end(body);
  });
});
const daemon = createSocket('udp4').on('message', () => (counts.segments += 1));
daemon.bind(0, '127.0.0.1', () => {
  server.listen(0, '127.0.0.1', () =>
    console.log(JSON.stringify({ http: server.address().port, udp: daemon.address().port })),
  );
});
process.on('SIGTERM', () => process.exit(0));

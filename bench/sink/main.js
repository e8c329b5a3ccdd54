// node bench/sink/main.js: stands in for all destinations, as cheaply as it can: it answers at once, keeps bodies as they came
// and counts what is in them only when it is asked for /counts, between two runs. Prints the ports it listens on.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { inflate } from './inflate.js';
import { answerAsConsole, isForConsole } from './console.js';
import { destinations } from './destinations.js';
import { occurrences } from './occurrences.js';

const RECEIVE_BUFFER_BYTES = 8 * 1024 * 1024;
/** Every segment and subsegment has one, and nothing else has. */
const SEGMENT_MARK = Buffer.from('"start_time":');

let kept = [];
let counts = {};

const add = (unit, number) => (counts[unit] = (counts[unit] ?? 0) + number);

function takeCounts() {
  for (const { destination, body, encoding } of kept) {
    for (const [unit, number] of Object.entries(destination.count(inflate(body, encoding)))) add(unit, number);
  }
  const taken = counts;
  kept = [];
  counts = {};
  return taken;
}

function answer(request, body) {
  if (request.url === '/counts') return { body: JSON.stringify(takeCounts()) };
  const destination = destinations.find(({ takes }) => takes(request));
  if (destination === undefined) return { status: 404, body: '{}' };
  if (destination.count) kept.push({ destination, body, encoding: request.headers['content-encoding'] });
  return destination.answer?.(request) ?? { body: '{}' };
}

const server = createServer((request, response) => {
  if (isForConsole(request)) return answerAsConsole(request, response);
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { status = 200, type = 'application/json', body = '' } = answer(request, Buffer.concat(chunks));
    response.writeHead(status, { 'content-type': type }).end(body);
  });
  request.on('error', () => undefined); // a peer that is killed in the middle of a body: what it lost shows in the counts
});

const daemon = createSocket({ type: 'udp4', recvBufferSize: RECEIVE_BUFFER_BYTES });
daemon.on('message', (message) => add('segments', occurrences(message, SEGMENT_MARK)));
daemon.bind(0, '127.0.0.1', () => {
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ http: server.address().port, udp: daemon.address().port })}\n`);
  });
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));

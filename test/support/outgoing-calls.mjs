// A process with OpenTelemetry as the service starts it, which calls itself by undici and by http, and a PostgreSQL by pg,
// inside one span, and prints what its sinks saw. With the argument `processor` somebody has added a span processor of their own.
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { createRequire } from 'node:module';
import { SpanKind, trace } from '@opentelemetry/api';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { postgresWire } from './postgres-wire.mjs';

const { startSdk, telemetry } = await import('../../dist-test/tracing/index.js');
const { serviceConfig } = await import('../../dist-test/config/index.js');

let answers;
let seenByProcessor = 0;
const processor = {
  onStart: () => undefined,
  onEnd: () => (seenByProcessor += 1),
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
};
const spanProcessors = process.argv[2] === 'processor' ? [processor] : [];
const sdk = startSdk(process.env, serviceConfig.from(process.env), { spanProcessors });
const spans = [];
registerInstrumentations({ instrumentations: [new PgInstrumentation()] }); // as any program may add one
telemetry.attachSpanSink({ name: 'test', onEnd: (span) => spans.push(span) });
telemetry.spans.bootCompleted();

const server = createServer((request, response) => response.end(request.headers.traceparent)).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/path`;

const closed = createServer().listen(0, '127.0.0.1');
await once(closed, 'listening');
const refusing = `http://127.0.0.1:${closed.address().port}/`;
await new Promise((done) => void closed.close(done));

const postgres = postgresWire().listen(0, '127.0.0.1');
await once(postgres, 'listening');
const { Client } = createRequire(import.meta.url)('pg');

await trace.getTracer('test').startActiveSpan('work', async (span) => {
  await (await fetch(url)).text();
  const [response] = await once(get(url), 'response');
  await once(response.resume(), 'end');
  await fetch(refusing).catch(() => undefined);
  await askPostgres();
  span.setAttribute('hostile', { get own() { throw new Error('a getter'); } }); // prettier-ignore
  span.end();
});
server.close().closeAllConnections();
postgres.close();
await sdk.shutdown();

async function askPostgres() {
  const client = new Client({ host: '127.0.0.1', port: postgres.address().port, user: 'test', database: 'cruddur' });
  await client.connect();
  await client.query('SELECT 42 AS answer');
  answers = (await client.query('SELECT answer FROM activities WHERE uuid = $1', ['a'])).rows;
  await client.query('SELECT 1 FROM missing').catch(() => undefined);
  await client.end();
}

telemetry.handOver();
const nameOf = (spanId) => {
  const parent = spans.find((span) => span.spanId === spanId);
  return parent && `${SpanKind[parent.kind]} ${parent.name}`;
};
const told = spans.map((span) => ({
  name: span.name,
  kind: SpanKind[span.kind],
  scope: span.scope.name,
  parent: nameOf(span.parentSpanId),
  parentIsRemote: span.parentIsRemote,
  status: span.status.code,
  attributes: Object.keys(span.attributes).toSorted(),
  events: span.events.map(({ name }) => name),
}));
const traces = new Set(spans.map(({ traceId }) => traceId)).size;
const tracer = trace.getTracer('test').constructor.name;
process.stdout.write(
  `${JSON.stringify({ tracer, notice: sdk.notice, traces, seenByProcessor, answers, spans: told })}\n`,
);

// A process with OpenTelemetry as the service starts it, which calls itself by undici and by http inside one span, and
// prints what its sinks saw. With the argument `processor` somebody has added a span processor of their own.
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { SpanKind, trace } from '@opentelemetry/api';

const { startSdk, telemetry } = await import('../../dist-test/tracing/index.js');
const { serviceConfig } = await import('../../dist-test/config/index.js');

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
telemetry.attachSpanSink({ name: 'test', onEnd: (span) => spans.push(span) });
telemetry.spans.bootCompleted();

const server = createServer((request, response) => response.end(request.headers.traceparent)).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/path`;

const closed = createServer().listen(0, '127.0.0.1');
await once(closed, 'listening');
const refusing = `http://127.0.0.1:${closed.address().port}/`;
await new Promise((done) => void closed.close(done));

await trace.getTracer('test').startActiveSpan('work', async (span) => {
  await (await fetch(url)).text();
  const [response] = await once(get(url), 'response');
  await once(response.resume(), 'end');
  await fetch(refusing).catch(() => undefined);
  span.setAttribute('hostile', { get own() { throw new Error('a getter'); } }); // prettier-ignore
  span.end();
});
server.close().closeAllConnections();
await sdk.shutdown();

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
process.stdout.write(`${JSON.stringify({ tracer, notice: sdk.notice, traces, seenByProcessor, spans: told })}\n`);

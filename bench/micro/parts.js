import { context, SpanKind, trace } from '@opentelemetry/api';
import { fromDist } from '../apps/dist.js';
import { serve } from './serve.js';

const REQUEST = {
  'http.request.method': 'GET',
  'url.path': '/api/activities/home',
  'url.scheme': 'http',
  'url.query': '',
  'server.address': '127.0.0.1',
  'server.port': 4567,
  'network.protocol.version': '1.1',
  'network.peer.address': '127.0.0.1',
  'client.address': '127.0.0.1',
  'user_agent.original': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
};

/** The parts of a span's way, each as a function to be called over and over, on what a request really makes. */
export async function microParts() {
  const { loadEnvironment, serviceConfig } = await fromDist('config/index.js');
  const { startSdk, telemetry, Span } = await fromDist('tracing/index.js');
  const { ProtobufEncoding } = await fromDist('otlp/encoding/protobuf.encoding.js');
  const { ResourceBlocks, toSegmentDocuments } = await fromDist('xray/translation/index.js');
  const { createLogger } = await fromDist('logging/create-logger.js');
  const { StdoutTransport } = await fromDist('logging/stdout.transport.js');
  const { MESSAGE } = await import('triple-beam');

  const environment = loadEnvironment(process.env, '/dev/null');
  startSdk(environment, serviceConfig.from(environment));
  telemetry.spans.bootCompleted();
  const tracer = trace.getTracer('bench');
  const spans = [];
  const collect = telemetry.attachSpanSink({ name: 'bench', onEnd: (span) => spans.push(span) });
  oneRequest(tracer);
  collect();
  const group = Array.from({ length: 64 }, (_, index) => spans[index % spans.length]);
  const encoding = new ProtobufEncoding();
  const resources = new ResourceBlocks();

  class Service {
    plain(now) {
      return now;
    }

    async promised(now) {
      return now;
    }
  }
  for (const name of ['plain', 'promised']) {
    const descriptor = Object.getOwnPropertyDescriptor(Service.prototype, name);
    Span(`bench-${name}`, (now) => ({ attributes: { 'app.now': now } }))(Service.prototype, name, descriptor);
    Object.defineProperty(Service.prototype, name, descriptor);
  }
  const service = new Service();
  const stream = { write: () => true, on: () => stream, listeners: () => [] };
  const stdout = new StdoutTransport(stream, (line) => line[MESSAGE], { joinLines: true });
  const logger = createLogger({ level: 'info', transports: [stdout] });
  const inRequest = trace.setSpan(context.active(), tracer.startSpan('request'));

  const withSink = (run) => () => {
    const detach = telemetry.attachSpanSink(nullSink);
    try {
      return run();
    } finally {
      detach();
    }
  };
  return [
    { name: 'span: start, 3 attributes, end, no sink', run: () => oneSpan(tracer) },
    { name: 'spans of a request (13 and 3 attributes) to a redacted record', run: withSink(() => oneRequest(tracer)) },
    { name: 'server span of a request, from its head to a redacted record', run: withSink(serve()) },
    { name: '@Span on a method', run: () => service.plain('2026-11-21T04:43:28.573245+00:00') },
    { name: '@Span on an async method', run: () => service.promised('2026-11-21T04:43:28.573245+00:00') },
    {
      name: 'fan-out and redaction of an ended record',
      run: withSink(() => telemetry.spans.end(spans[1])),
      either: true,
    },
    {
      name: 'OTLP of a record, in groups of 64',
      per: group.length,
      run: () => encoding.traces.encodeGroup(group),
      either: true,
    },
    {
      name: 'X-Ray document of a request',
      run: () => JSON.stringify(toSegmentDocuments(spans, { resources })),
      either: true,
    },
    { name: 'log line in a request, to stdout', run: () => context.with(inRequest, () => logger.info('Hello Cloudwatch! from /api/activities/home', { context: 'Bench' })), either: true }, // prettier-ignore
  ];
}

const nullSink = { name: 'bench', onEnd: () => undefined };

function oneSpan(tracer) {
  const span = tracer.startSpan('bench');
  span.setAttribute('app.now', '2026-11-21T04:43:28.573245+00:00');
  span.setAttribute('app.result_length', 3);
  span.setAttribute('app.ok', true);
  span.end();
}

/** What GET /api/activities/home makes: a server span and, under it, that of the method. */
function oneRequest(tracer) {
  const server = tracer.startSpan('GET', { kind: SpanKind.SERVER, attributes: REQUEST });
  context.with(trace.setSpan(context.active(), server), () => oneSpan(tracer));
  server.updateName('GET /api/activities/home');
  server.setAttribute('http.route', '/api/activities/home');
  server.setAttributes({ 'enduser.id': 'andrewbrown', 'http.response.status_code': 200 });
  server.end();
}

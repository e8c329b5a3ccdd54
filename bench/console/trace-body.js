import { ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import { resourceFromAttributes } from '@opentelemetry/resources';

const resource = resourceFromAttributes({ 'service.name': 'bench', 'service.version': '1.0.0' });
const routes = ['/api/activities/home', '/api/activities/search', '/api/message_groups', '/api/activities/@:handle'];

/** An OTLP request of `spans` spans, two a trace, as the service makes them: a request and what it called. */
export function traceBody(spans, seed) {
  return ProtobufTraceSerializer.serializeRequest(
    Array.from({ length: spans }, (_, index) => span(seed * spans + index)),
  );
}

function span(number) {
  const isRoot = number % 2 === 0;
  const traceId = (number >> 1).toString(16).padStart(32, 'a');
  const context = (spanId) => ({ traceId, spanId, traceFlags: 1 });
  const now = Date.now();
  const startTime = [Math.floor(now / 1000), (now % 1000) * 1_000_000];
  const route = routes[number % routes.length];
  return {
    name: isRoot ? `GET ${route}` : 'home-activities-mock-data',
    kind: isRoot ? 1 : 0,
    spanContext: () => context(number.toString(16).padStart(16, 'b')),
    parentSpanContext: isRoot ? undefined : context((number - 1).toString(16).padStart(16, 'b')),
    startTime,
    endTime: [startTime[0], startTime[1] + 100_000 + (number % 977) * 1_000],
    duration: [0, 100_000],
    status: { code: number % 100 === 0 ? 2 : 0 },
    attributes: isRoot
      ? rootAttributes(route, number)
      : { 'app.now': '2026-11-21T09:03:14.821000+00:00', 'app.result_length': 3 },
    links: [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: { name: 'bench' },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}

function rootAttributes(route, number) {
  return {
    'http.request.method': 'GET',
    'http.route': route,
    'url.path': route,
    'url.scheme': 'http',
    'http.response.status_code': number % 100 === 0 ? 500 : 200,
    'server.address': 'localhost',
    'server.port': 4567,
    'client.address': '127.0.0.1',
    'user_agent.original': 'curl/8.14.1',
    'enduser.id': `user-${number % 500}`,
  };
}

import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { SpanRecord } from '../../tracing/index.js';
import { spanLinkRecord, spanRecord } from '../../../test/support/span-record.js';
import { childSpan, SEGMENT, SUBSEGMENT, translated, withResource } from '../../../test/support/translated.js';

const GET_HOME = { 'otel.span.name': 'GET /api/activities/home' };
const ERROR = { code: SpanStatusCode.ERROR };

const server = (attributes: SpanRecord['attributes'], more: Partial<SpanRecord> = {}) =>
  spanRecord({ attributes, ...more });
const answered = (status: number, more: Partial<SpanRecord> = {}) =>
  server({ 'http.request.method': 'GET', 'http.response.status_code': status }, more);
const http = (status: number) => ({ request: { method: 'GET' }, response: { status } });

const TABLE: [title: string, span: SpanRecord, document: object][] = [
  [
    'a request as this service records it',
    server({
      'http.request.method': 'GET',
      'http.response.status_code': 200,
      'http.response.body.size': 1234,
      'http.route': '/api/activities/home',
      'url.scheme': 'http',
      'url.path': '/api/activities/home',
      'url.query': 'page=2',
      'server.address': 'localhost',
      'server.port': 4567,
      'client.address': '127.0.0.1',
      'network.peer.address': '127.0.0.1',
      'network.peer.port': 50112,
      'user_agent.original': 'curl/8.5.0',
      'enduser.id': 'andrewbrown',
    }),
    {
      ...SEGMENT,
      user: 'andrewbrown',
      http: {
        request: {
          method: 'GET',
          url: 'http://localhost:4567/api/activities/home?page=2',
          user_agent: 'curl/8.5.0',
          client_ip: '127.0.0.1',
        },
        response: { status: 200, content_length: 1234 },
      },
      annotations: { 'http.route': '/api/activities/home' },
      metadata: withResource({ 'network.peer.port': 50112, ...GET_HOME }),
    },
  ],
  [
    'the conventions before the stable ones',
    server({
      'http.method': 'POST',
      'http.status_code': 200,
      'http.scheme': 'https',
      'http.host': 'api.cruddur.com',
      'http.target': '/api/activities?x=1',
      'http.client_ip': '203.0.113.7',
      'net.peer.ip': '10.0.0.9',
      'http.user_agent': 'Firefox',
      'http.response_content_length': '12',
    }),
    {
      ...SEGMENT,
      http: {
        request: {
          method: 'POST',
          url: 'https://api.cruddur.com/api/activities?x=1',
          user_agent: 'Firefox',
          client_ip: '203.0.113.7',
          x_forwarded_for: true,
        },
        response: { status: 200, content_length: 12 },
      },
      metadata: withResource(GET_HOME),
    },
  ],
  [
    'a client that a proxy told of',
    server({
      'http.request.method': 'GET',
      'client.address': '203.0.113.7',
      'network.peer.address': '10.0.0.9',
      'server.address': '::1',
      'server.port': 80,
      'url.path': '/',
    }),
    {
      ...SEGMENT,
      http: { request: { method: 'GET', url: 'http://[::1]/', client_ip: '203.0.113.7', x_forwarded_for: true } },
      metadata: withResource(GET_HOME),
    },
  ],
  [
    'a request without a Host header',
    server({ 'http.request.method': 'GET', 'url.path': '/api/activities/home', 'url.query': 'a=1' }),
    {
      ...SEGMENT,
      http: { request: { method: 'GET', url: '/api/activities/home?a=1' } },
      metadata: withResource(GET_HOME),
    },
  ],
  ['404', answered(404), { ...SEGMENT, error: true, http: http(404), metadata: withResource(GET_HOME) }],
  [
    '429',
    answered(429),
    { ...SEGMENT, error: true, throttle: true, http: http(429), metadata: withResource(GET_HOME) },
  ],
  [
    '500',
    answered(500, { status: ERROR }),
    { ...SEGMENT, fault: true, http: http(500), metadata: withResource(GET_HOME) },
  ],
  [
    '404 of a span in ERROR: the client made the mistake',
    answered(404, { status: ERROR }),
    { ...SEGMENT, error: true, http: http(404), metadata: withResource(GET_HOME) },
  ],
  [
    'ERROR without an answer: the service made it',
    server({ 'http.request.method': 'GET', 'error.type': 'client_disconnected' }, { status: ERROR }),
    {
      ...SEGMENT,
      fault: true,
      http: { request: { method: 'GET' } },
      annotations: { 'error.type': 'client_disconnected' },
      metadata: withResource(GET_HOME),
    },
  ],
  [
    'a request below another service',
    answered(200, { parentSpanId: '53995c3f42cd8ad8', parentIsRemote: true }),
    { ...SEGMENT, parent_id: '53995c3f42cd8ad8', http: http(200), metadata: withResource(GET_HOME) },
  ],
  [
    'a request that a span of the same process made: a segment of its own',
    answered(200, { parentSpanId: '53995c3f42cd8ad8', parentIsRemote: false }),
    { ...SEGMENT, parent_id: '53995c3f42cd8ad8', http: http(200), metadata: withResource(GET_HOME) },
  ],
  [
    'a consumer without a parent, which links what it processes',
    spanRecord({
      kind: SpanKind.CONSUMER,
      name: 'feed process',
      attributes: { 'messaging.system': 'kafka', 'messaging.destination.name': 'feed' },
      links: [spanLinkRecord({ attributes: { 'messaging.message.id': '7' } }), spanLinkRecord()],
    }),
    {
      ...SEGMENT,
      name: 'feed process',
      annotations: { 'messaging.destination.name': 'feed' },
      metadata: withResource({ 'messaging.system': 'kafka' }),
      links: [
        {
          trace_id: '1-0af76519-16cd43dd8448eb211c80319c',
          id: 'b7ad6b7169203331',
          attributes: { 'messaging.message.id': '7' },
        },
        { trace_id: '1-0af76519-16cd43dd8448eb211c80319c', id: 'b7ad6b7169203331' },
      ],
    },
  ],
  [
    'a job without a parent',
    spanRecord({ kind: SpanKind.INTERNAL, name: 'expire-activities', attributes: {} }),
    { ...SEGMENT, name: 'expire-activities', metadata: withResource() },
  ],
  [
    'a call to another service',
    childSpan({
      kind: SpanKind.CLIENT,
      name: 'GET',
      status: ERROR,
      attributes: {
        'http.request.method': 'GET',
        'url.full': 'https://api.example.com:8443/v1?q=1',
        'server.address': 'api.example.com',
        'server.port': 8443,
        'network.peer.address': '198.51.100.4',
        'http.response.status_code': 503,
      },
    }),
    {
      ...SUBSEGMENT,
      name: 'api.example.com',
      namespace: 'remote',
      fault: true,
      http: { request: { method: 'GET', url: 'https://api.example.com:8443/v1?q=1' }, response: { status: 503 } },
      metadata: { default: { 'otel.span.name': 'GET' } },
    },
  ],
  [
    'a call by the older conventions',
    childSpan({
      kind: SpanKind.CLIENT,
      name: 'HTTP PUT',
      attributes: {
        'http.method': 'PUT',
        'http.scheme': 'https',
        'net.peer.name': 'api.example.com',
        'net.peer.port': 8443,
        'http.target': '/v1',
        'http.status_code': '429',
      },
    }),
    {
      ...SUBSEGMENT,
      name: 'api.example.com',
      namespace: 'remote',
      error: true,
      throttle: true,
      http: { request: { method: 'PUT', url: 'https://api.example.com:8443/v1' }, response: { status: 429 } },
      metadata: { default: { 'otel.span.name': 'HTTP PUT' } },
    },
  ],
  [
    "the user feed's mock-data, whose attributes are metadata",
    childSpan({ name: 'mock-data', attributes: { now: '2026-11-21T04:43:28.573245+00:00', 'results-size': 3 } }),
    {
      ...SUBSEGMENT,
      name: 'mock-data',
      metadata: { default: { now: '2026-11-21T04:43:28.573245+00:00', 'results-size': 3 } },
    },
  ],
];

describe('the document of a request', () => {
  it.each(TABLE)('%s', (_title, span, document) => {
    expect(translated([span])).toEqual([document]);
  });
});

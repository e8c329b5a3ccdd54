import type { SentLog, SentSpan } from './otlp.js';
import { Random } from './random.js';

export interface Traffic {
  readonly spans: SentSpan[];
  readonly logs: SentLog[];
}

const ROUTES = [
  { method: 'GET', route: '/api/activities/home', usual: 24, span: 'home-activities-mock-data' },
  { method: 'GET', route: '/api/activities/@:handle', usual: 38, span: 'user-activities' },
  { method: 'GET', route: '/api/messages/@:handle', usual: 46, span: 'messages' },
  { method: 'POST', route: '/api/activities', usual: 61, span: 'create-activity' },
  { method: 'GET', route: '/api/activities/search', usual: 85, span: 'search-activities' },
  { method: 'POST', route: '/api/messages', usual: 72, span: 'create-message' },
] as const;
const HANDLES = ['andrewbrown', 'bayko', 'worf', 'garek', 'londo'];
const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];

/**
 * Requests to Cruddur over the hour and a half before `nowMs`, with two things to find out: searches are slow where the index of one
 * zone is cold, and messages with a video fail in the media service.
 */
export function cruddurTraffic(nowMs: number, requests = 420): Traffic {
  const random = new Random(42);
  const traffic: Traffic = { spans: [], logs: [] };
  for (let sent = 0; sent < requests; sent += 1) {
    const age = 90 * 60_000 * (1 - sent / requests) * random.between(0.97, 1);
    addRequest(traffic, random, nowMs - 2_000 - age);
  }
  return traffic;
}

function addRequest({ spans, logs }: Traffic, random: Random, startMs: number): void {
  const { method, route, usual, span } = random.of(ROUTES);
  const traceId = random.id(16);
  const [page, served, handler] = [random.id(8), random.id(8), random.id(8)];
  const handle = random.of(HANDLES);
  const zone = random.of(ZONES);
  const cold = route.endsWith('search') && zone === 'eu-west-1b';
  const video = route === '/api/messages' && random.next() < 0.3;
  const work = random.duration(usual) * (cold ? random.between(6, 11) : 1);
  const failed = video && random.next() < 0.8;
  const status = failed ? 500 : method === 'GET' && random.next() < 0.03 ? 404 : 200;
  const at = (share: number) => startMs + 3 + work * share;
  const common = { traceId, service: 'backend-nest' };
  const facts = { 'app.viewer': handle, 'cloud.availability_zone': zone };
  const url = route.replace(':handle', handle);

  spans.push({
    traceId,
    spanId: page,
    name: `${method} ${route}`,
    service: 'web',
    kind: 2,
    startMs,
    durationMs: work + 6,
    attributes: {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
      'url.path': url,
      'user_agent.original': 'Mozilla/5.0 (X11; Linux x86_64)',
    },
    ...(failed && { error: '' }),
  });
  spans.push({
    ...common,
    spanId: served,
    parentId: page,
    name: `${method} ${route}`,
    kind: 2,
    startMs: at(0),
    durationMs: work,
    attributes: {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
      'url.path': url,
      'app.result_length': Math.floor(random.between(0, 40)),
      'app.search.index': cold ? 'cold' : 'warm',
      ...facts,
    },
    ...(failed && { error: 'UnsupportedCodec: cannot transcode video/x-flv' }),
  });
  spans.push({
    ...common,
    spanId: random.id(8),
    parentId: served,
    name: 'verify-session',
    startMs: at(0.02),
    durationMs: work * 0.08,
    attributes: { 'app.viewer': handle },
  });
  spans.push({
    ...common,
    spanId: handler,
    parentId: served,
    name: span,
    startMs: at(0.12),
    durationMs: work * 0.82,
    attributes: { 'app.now': new Date(startMs).toISOString(), ...facts },
    ...(failed && { error: 'UnsupportedCodec: cannot transcode video/x-flv', events: [exception(at(0.88))] }),
  });
  for (let query = 0; query < (method === 'GET' ? 3 : 2); query += 1) {
    const share = 0.16 + query * 0.22;
    spans.push({
      ...common,
      spanId: random.id(8),
      parentId: handler,
      name: query === 0 ? 'SELECT users' : 'SELECT activities',
      kind: 3,
      startMs: at(share),
      durationMs: work * (cold && query === 2 ? 0.3 : 0.15),
      attributes: {
        'db.system.name': 'postgresql',
        'db.namespace': 'cruddur',
        'server.address': 'db.internal',
        'db.query.text': 'SELECT uuid, handle, message FROM activities WHERE expires_at > $1 LIMIT 20',
      },
    });
  }
  if (route === '/api/messages') {
    const call = random.id(8);
    spans.push({
      ...common,
      spanId: call,
      parentId: handler,
      name: 'POST',
      kind: 3,
      startMs: at(0.62),
      durationMs: work * 0.28,
      attributes: {
        'http.request.method': 'POST',
        'server.address': 'media',
        'http.response.status_code': failed ? 500 : 200,
      },
      ...(failed && { error: '' }),
    });
    spans.push({
      traceId,
      service: 'media',
      spanId: random.id(8),
      parentId: call,
      name: 'POST /transcode',
      kind: 2,
      startMs: at(0.65),
      durationMs: work * 0.22,
      attributes: {
        'http.route': '/transcode',
        'app.attachment': video ? 'video' : 'none',
        'http.response.status_code': failed ? 500 : 200,
      },
      ...(failed && { error: 'UnsupportedCodec: cannot transcode video/x-flv', events: [exception(at(0.8))] }),
    });
  }
  const line = { service: 'backend-nest', traceId, spanId: served, attributes: { context: 'Access' } };
  logs.push({
    ...line,
    atMs: at(1),
    severity: failed ? [17, 'ERROR'] : [9, 'INFO'],
    body: `127.0.0.1 ${method} http ${url}? ${status} ${failed ? 'INTERNAL SERVER ERROR' : 'OK'}`,
  });
  if (cold)
    logs.push({
      ...line,
      spanId: handler,
      atMs: at(0.5),
      severity: [13, 'WARN'],
      body: `index of ${zone} is cold: reading from disk`,
      attributes: { context: 'Search' },
    });
}

function exception(atMs: number) {
  return {
    name: 'exception',
    atMs,
    attributes: {
      'exception.type': 'UnsupportedCodec',
      'exception.message': 'cannot transcode video/x-flv',
      'exception.stacktrace':
        'UnsupportedCodec: cannot transcode video/x-flv\n    at Transcoder.open (/app/dist/media/transcoder.js:41:11)\n    at MessagesService.attach (/app/dist/messages/messages.service.js:27:30)\n    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
    },
  };
}

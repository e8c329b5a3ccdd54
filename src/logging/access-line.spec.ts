import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { TraceFlags } from '@opentelemetry/api';
import { Redactor } from '../redaction/index.js';
import type { FinishedServerRequest } from '../tracing/index.js';
import { accessLine } from './access-line.js';

const now = Date.parse('2026-11-21T04:30:59.999Z');

function finished(url: string, overrides: Partial<FinishedServerRequest> = {}, status = 200): FinishedServerRequest {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method: 'GET', url, headers: { 'user-agent': 'curl/8' } });
  const response = new ServerResponse(request);
  response.writeHead(status);
  return {
    request,
    response,
    spanContext: {
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: TraceFlags.SAMPLED,
    },
    trustedSampled: undefined,
    clientAddress: '127.0.0.1',
    forwardedFor: undefined,
    enduserId: 'andrewbrown',
    route: '/api/activities/home',
    durationMs: 1.23456,
    aborted: false,
    ...overrides,
  };
}

const messageOf = (...parameters: Parameters<typeof finished>) =>
  accessLine(finished(...parameters), now, new Redactor()).message;

describe('the access line', () => {
  it.each([
    ['/api/activities/home', 200, '[2026-Nov-21 04:30] 127.0.0.1 GET http /api/activities/home? 200 OK'],
    [
      '/api/activities/search?term=a%20b',
      200,
      '[2026-Nov-21 04:30] 127.0.0.1 GET http /api/activities/search?term=a%20b 200 OK',
    ],
    ['/nowhere?', 404, '[2026-Nov-21 04:30] 127.0.0.1 GET http /nowhere? 404 Not Found'],
    ['/odd', 599, '[2026-Nov-21 04:30] 127.0.0.1 GET http /odd? 599'],
  ])('of %s is the original’s', (url, status, expected) => {
    expect(messageOf(url, {}, status)).toBe(expected);
  });

  it('has its parts as fields', () => {
    expect(accessLine(finished('/api/activities/search?term=x'), now, new Redactor()).fields).toEqual({
      'http.request.method': 'GET',
      'url.scheme': 'http',
      'url.path': '/api/activities/search',
      'url.query': 'term=x',
      'http.response.status_code': 200,
      'http.route': '/api/activities/home',
      'user_agent.original': 'curl/8',
      'client.address': '127.0.0.1',
      duration_ms: 1.235,
    });
  });

  it('masks what looks secret in the query, by name and by value', () => {
    const line = accessLine(finished('/a?api_key=hunter2&x=AKIAIOSFODNN7EXAMPLE&term=ok'), now, new Redactor());
    expect(line.message).toContain('/a?api_key=[redacted]&x=[redacted]&term=ok 200 OK');
    expect(JSON.stringify(line)).not.toMatch(/hunter2|AKIAIOSFODNN7EXAMPLE/);
  });

  it('says that the client went away, with the status only where one was sent', () => {
    expect(messageOf('/a', { aborted: true })).toMatch(/ \/a\? 200 OK \(aborted\)$/);
    const { request, ...rest } = finished('/a', { aborted: true });
    const unanswered = accessLine({ ...rest, request, response: new ServerResponse(request) }, now, new Redactor());
    expect(unanswered.message).toMatch(/ \/a\? - \(aborted\)$/);
    expect(unanswered.fields).toMatchObject({ aborted: true });
    expect(unanswered.fields).not.toHaveProperty('http.response.status_code');
  });

  it('is one line whatever the client sends', () => {
    expect(messageOf('/a\r\n[2026-Nov-21 04:30] 10.0.0.1 GET\u001b[2K', { clientAddress: '::1\n' })).toMatch(
      /^[\u0020-\u007e]+$/,
    );
  });

  it('has the path that was asked for, also under a mounted router', () => {
    const under = finished('/home');
    Object.assign(under.request, { originalUrl: '/api/activities/home' });
    expect(accessLine(under, now, new Redactor()).message).toContain(' /api/activities/home? ');
  });
});

import { gzipSync } from 'node:zlib';
import type { INestApplication } from '@nestjs/common';
import request from 'supertest';
import { createApp } from './support/create-app.js';
import { rawRequest, type RawRequest } from './support/raw-request.js';

const GOOD = JSON.stringify({ message: 'x', ttl: '1-day' });
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('over HTTP', () => {
  let app: INestApplication;
  beforeAll(async () => {
    app = await createApp();
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  const post = (
    body: string | Buffer | undefined,
    headers: Record<string, string> = JSON_TYPE,
    path = '/api/activities',
  ) => rawRequest(app, { method: 'POST', path, headers, body });

  const expectError = async (sent: RawRequest, status: number, error: string) => {
    const answer = await rawRequest(app, sent);

    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(answer.text)).toEqual({ statusCode: status, message: expect.any(String), error });
    expect(answer.text).not.toMatch(/node_modules|\.js:|secret/);
    return answer;
  };

  describe('a body', () => {
    it.each([
      ['malformed JSON', '{"message": "secret",', JSON_TYPE],
      ['nothing', '', JSON_TYPE],
      ['no body at all', undefined, JSON_TYPE],
      ['white space', '  ', JSON_TYPE],
      ['NaN', '{"message": NaN}', JSON_TYPE],
      [
        'bad UTF-8',
        Buffer.from([...Buffer.from('{"message":"'), 0xff, 0xfe, ...Buffer.from('","ttl":"1-day"}')]),
        JSON_TYPE,
      ],
      ['UTF-16', Buffer.from(GOOD, 'utf16le'), { 'Content-Type': 'application/json; charset=utf-16' }],
      ['a list', '["x"]', JSON_TYPE],
      ['a string', '"x"', JSON_TYPE],
      ['a number', '5', JSON_TYPE],
      ['null', 'null', JSON_TYPE],
      ['a list 40,000 deep', '['.repeat(40_000) + ']'.repeat(40_000), JSON_TYPE],
      ['unclosed lists 40,000 deep', '['.repeat(40_000), JSON_TYPE],
      ['text', GOOD, { 'Content-Type': 'text/plain' }],
      ['a form', 'message=x&ttl=1-day', { 'Content-Type': 'application/x-www-form-urlencoded' }],
      ['a type that only begins like JSON', GOOD, { 'Content-Type': 'application/jsonp' }],
      ['no type', GOOD, {}],
      ['what is no gzip', GOOD, { ...JSON_TYPE, 'Content-Encoding': 'gzip' }],
    ])('of %s is 400', async (_what, body, headers) => {
      await expectError({ method: 'POST', path: '/api/activities', headers, body }, 400, 'Bad Request');
    });

    it.each([
      ['a charset', GOOD, 'application/json; charset=utf-8'],
      ['a charset that JSON cannot have', GOOD, 'application/json; charset=iso-8859-1'],
      ['upper case', GOOD, 'APPLICATION/JSON'],
      ['a suffix', GOOD, 'application/vnd.api+json'],
      ['a BOM', `\ufeff${GOOD}`, 'application/json'],
    ])('whose type or text has %s is read', async (_what, body, type) => {
      expect((await post(body, { 'Content-Type': type })).status).toBe(200);
    });

    it('of 100 kB is read, one byte more is 413', async () => {
      expect((await post(GOOD.padEnd(102_400))).status).toBe(200);
      const sent = { method: 'POST', path: '/api/activities', headers: JSON_TYPE, body: GOOD.padEnd(102_401) };
      await expectError(sent, 413, 'Payload Too Large');
    });

    it('is measured unpacked', async () => {
      const headers = { ...JSON_TYPE, 'Content-Encoding': 'gzip' };

      expect((await post(gzipSync(GOOD), headers)).status).toBe(200);
      expect((await post(gzipSync(GOOD.padEnd(10_000_000)), headers)).status).toBe(413);
    });

    it('in an unknown encoding is 415', async () => {
      const headers = { ...JSON_TYPE, 'Content-Encoding': 'compress' };
      await expectError(
        { method: 'POST', path: '/api/activities', headers, body: GOOD },
        415,
        'Unsupported Media Type',
      );
    });

    it.each([
      ['nested 40,000 deep', `{"message":${'['.repeat(40_000)}${']'.repeat(40_000)},"ttl":"1-day"}`, 422],
      ['with __proto__', '{"__proto__":{"message":"y","polluted":1},"message":"x","ttl":"1-day"}', 200],
      ['with nothing but __proto__', '{"__proto__":{"message":"y","ttl":"1-day"}}', 422],
      ['with constructor.prototype', '{"constructor":{"prototype":{"polluted":1}},"message":"x","ttl":"1-day"}', 200],
    ])('%s harms nobody', async (_what, body, status) => {
      expect((await post(body)).status).toBe(status);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    });

    it('is not read where no route takes it: the path and the method come first', async () => {
      const sent = { headers: JSON_TYPE, body: '{"broken' };
      await expectError({ ...sent, method: 'POST', path: '/api/nope' }, 404, 'Not Found');
      await expectError({ ...sent, method: 'PUT', path: '/api/activities' }, 405, 'Method Not Allowed');
    });
  });

  describe('a path', () => {
    it.each([
      '/',
      '/nope',
      '/api',
      '/api/',
      '/api/activities/home/',
      '/API/activities/home',
      '/api/Activities/home',
      '/api/messages/@',
      '/api/activities/@a%2Fb',
    ])('that is unknown is 404: %s', async (path) => {
      await expectError({ method: 'GET', path }, 404, 'Not Found');
    });

    it.each(['/api/activities/%FF', '/api/activities/@%', '/api/messages/@%E0%A4%A'])(
      'that cannot be decoded is 400: %s',
      async (path) => {
        await expectError({ method: 'GET', path }, 400, 'Bad Request');
      },
    );

    it.each(['//api/activities//home', '/api/activities/h%6Fme', '/api/activities/%40andrewbrown'])(
      'may be spelled %s',
      async (path) => {
        expect((await rawRequest(app, { method: 'GET', path })).status).toBe(200);
      },
    );
  });

  describe('a method', () => {
    it.each([
      ['POST', '/api/activities/home', 'GET, HEAD, OPTIONS'],
      ['TRACE', '/api/activities/home', 'GET, HEAD, OPTIONS'],
      ['DELETE', '/health/ready', 'GET, HEAD, OPTIONS'],
      ['GET', '/api/activities', 'POST, OPTIONS'],
      ['GET', '/api/activities/68f126b0-1ceb-4a33-88be-d90fa7109eee/reply', 'POST, OPTIONS'],
      ['POST', '/docs', 'GET, HEAD, OPTIONS'],
    ])('that the path does not have is 405 and says which it has: %s %s', async (method, path, allow) => {
      const { headers } = await expectError({ method, path }, 405, 'Method Not Allowed');
      expect(headers.allow).toBe(allow);
    });

    it('HEAD answers as GET without the body', async () => {
      const answer = await rawRequest(app, { method: 'HEAD', path: '/api/activities/home' });

      expect(answer).toMatchObject({ status: 200, text: '' });
      expect(Number(answer.headers['content-length'])).toBeGreaterThan(500);
    });

    it('OPTIONS tells the methods of a known path, and is 404 for an unknown one', async () => {
      const answer = await rawRequest(app, { method: 'OPTIONS', path: '/api/activities' });

      expect(answer).toMatchObject({ status: 204, text: '', headers: { allow: 'POST, OPTIONS' } });
      await expectError({ method: 'OPTIONS', path: '/nope' }, 404, 'Not Found');
    });
  });

  describe('a page of another origin', () => {
    const FRONTEND = 'http://localhost:3000';

    it.each([
      ['/api/activities/home', 200],
      ['/api/activities/home/', 404],
      ['/api/activities/search', 422],
      ['/api/activities', 405],
    ])('may read %s where it is the frontend, the trace’s header included', async (path, status) => {
      const { headers } = await request(app.getHttpServer()).get(path).set('Origin', FRONTEND).expect(status);

      expect(headers).toMatchObject({
        'access-control-allow-origin': FRONTEND,
        'access-control-expose-headers': 'location,link,traceresponse',
        vary: 'Origin',
      });
    });

    it.each(['{', GOOD.padEnd(200_000)])('may read why its body was refused', async (body) => {
      const answer = await post(body, { ...JSON_TYPE, Origin: FRONTEND });

      expect([400, 413]).toContain(answer.status);
      expect(answer.headers['access-control-allow-origin']).toBe(FRONTEND);
    });

    it.each(['http://evil.example', 'null', 'http://localhost:3000.evil.example', 'https://localhost:3000', ''])(
      'may read nothing where it is %j, on any method',
      async (origin) => {
        const headers = { ...JSON_TYPE, Origin: origin, 'Access-Control-Request-Method': 'POST' };
        for (const method of ['GET', 'POST', 'OPTIONS']) {
          const answer = await rawRequest(app, {
            method,
            path: '/api/activities',
            headers,
            body: method === 'POST' ? GOOD : undefined,
          });
          expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
        }
      },
    );

    it('may send the headers of a trace', async () => {
      const { headers } = await request(app.getHttpServer())
        .options('/api/activities')
        .set({ Origin: FRONTEND, 'Access-Control-Request-Method': 'POST' })
        .expect(204);
      const allowed = headers['access-control-allow-headers']?.split(',');

      expect(allowed).toEqual(
        expect.arrayContaining([
          'content-type',
          'if-modified-since',
          'traceparent',
          'tracestate',
          'baggage',
          'x-amzn-trace-id',
        ]),
      );
      expect(headers['access-control-allow-methods']).toBe('OPTIONS,GET,HEAD,POST');
    });

    it('is told nothing outside the API, nor in production without FRONTEND_URL', async () => {
      const production = await createApp({ environment: { NODE_ENV: 'production' } });
      const outside = await request(app.getHttpServer()).get('/health/live').set('Origin', FRONTEND);
      const inProduction = await request(production.getHttpServer())
        .get('/api/activities/home')
        .set('Origin', FRONTEND);
      await production.close();

      expect(outside.headers).not.toHaveProperty('access-control-allow-origin');
      expect(inProduction.headers).not.toHaveProperty('access-control-allow-origin');
    });
  });

  it('answers carry helmet’s headers, no maker’s name and no tag', async () => {
    const { headers } = await request(app.getHttpServer()).get('/api/activities/home');

    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' });
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('etag');
  });
});

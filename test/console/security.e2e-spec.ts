import { rawHttp } from '../support/raw-http.js';
import { ask, postJson } from './support/ask.js';
import { ConsoleProcess } from './support/console-process.js';

const ERROR = { statusCode: expect.any(Number), message: expect.any(String), error: expect.any(String) };
const PATHS = ['/', '/api/about', '/api/traces', '/api/live', '/api/openapi.json', '/v1/traces', '/nothing.js'];
const APP = 'https://app.example.com';
const WORKSPACE = '4568-workspace.example.com';

let tested: ConsoleProcess;
beforeAll(async () => {
  tested = await ConsoleProcess.start({
    CONSOLE_ALLOWED_HOSTS: WORKSPACE,
    CONSOLE_ORIGINS: `http://localhost:3000/, ${APP}`,
  });
});
afterAll(() => tested.stop());

const get = (path: string, headers: Readonly<Record<string, string>> = {}) => ask(tested.url, path, { headers });
const statusesOf = (headers: Readonly<Record<string, string>>) =>
  Promise.all(PATHS.map(async (path) => (await get(path, headers)).status));
const preflight = (Origin: string, path: string) =>
  ask(tested.url, path, { method: 'OPTIONS', headers: { Origin, 'Access-Control-Request-Method': 'POST' } });
const allRefused = PATHS.map(() => 403);

describe('to whom the console answers', () => {
  it.each(['localhost', 'LOCALHOST:1234', '127.0.0.1:4568', '[::1]:4568', WORKSPACE])('answers as %s', async (Host) => {
    expect(await get('/api/about', { Host })).toMatchObject({ status: 200 });
  });

  it.each(['evil.example', 'evil.example:4568', 'localhost.evil.example', '127.0.0.1.evil.example', '2130706433'])(
    'answers nothing as "%s", which somebody may have pointed at this machine',
    async (Host) => {
      expect(await statusesOf({ Host })).toEqual(allRefused);
    },
  );

  it('answers as the one address that it listens on, as it prints it', async () => {
    const elsewhere = await ConsoleProcess.start({ CONSOLE_HOST: '127.0.0.2' });
    try {
      expect(new URL(elsewhere.url).hostname).toBe('127.0.0.2');
      expect((await fetch(`${elsewhere.url}/api/about`)).status).toBe(200);
      expect(await ask(elsewhere.url, '/api/about', { headers: { Host: '127.0.0.3' } })).toMatchObject({ status: 403 });
    } finally {
      await elsewhere.stop();
    }
  });

  it('answers nothing to a request that names no host', async () => {
    const answer = await rawHttp(tested.url, 'GET /api/about HTTP/1.0\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  it.each([
    ['a foreign origin', { Origin: 'https://evil.example' }],
    ['another port of this machine', { Origin: 'http://localhost:8080' }],
    ['a sandboxed frame or a file', { Origin: 'null' }],
    ['a foreign page that sends no Origin', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }],
    ['another port, without an Origin', { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'no-cors' }],
    ['a frame', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' }],
    ['an Origin that is made to look like its own', { Origin: 'http://localhost.evil.example' }],
  ])('takes nothing from %s, on any path', async (_, headers) => {
    expect(await statusesOf({ Host: 'localhost', ...headers })).toEqual(allRefused);
  });

  it('takes OTLP from the web origins that are allowed, and nothing else from them', async () => {
    const headers = { Origin: APP, 'Sec-Fetch-Site': 'cross-site' };
    const sent = await postJson(tested.url, '/v1/traces', {}, headers);
    expect(sent).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': APP, vary: 'Origin' } });
    expect(await get('/api/traces', headers)).toMatchObject({ status: 403 });
    expect((await get('/api/traces', headers)).headers).not.toHaveProperty('access-control-allow-origin');
  });

  it("answers a browser's question before it sends OTLP to the allowed origins alone", async () => {
    expect(await preflight('http://localhost:3000', '/v1/logs')).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': 'http://localhost:3000',
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'Authorization, Content-Type, Content-Encoding',
      },
    });
    for (const refused of [await preflight('https://evil.example', '/v1/logs'), await preflight(APP, '/api/query')]) {
      expect(refused.status).toBe(403);
      expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('takes its own page, and what is typed into the address bar', async () => {
    const own = { Host: 'localhost:4568', Origin: 'http://localhost:4568', 'Sec-Fetch-Site': 'same-origin' };
    expect(await get('/api/about', own)).toMatchObject({ status: 200 });
    expect(await get('/api/about', { 'Sec-Fetch-Site': 'none' })).toMatchObject({ status: 200 });
    const behindProxy = { Host: WORKSPACE, Origin: `https://${WORKSPACE}` };
    expect(await get('/api/about', behindProxy)).toMatchObject({ status: 200 });
  });

  it('opens its page by a link from elsewhere, and no data', async () => {
    const link = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    expect((await get('/', link)).status).not.toBe(403);
    expect(await get('/api/traces', link)).toMatchObject({ status: 403 });
  });
});

describe('what the console answers with', () => {
  it.each(PATHS)('%s names what listens and forbids everything inline or from elsewhere', async (path) => {
    // The live events never end; refused, they have the same headers.
    const { headers } = await get(path, path === '/api/live' ? { Origin: 'null' } : {});
    expect(headers).toMatchObject({
      'x-cruddur-console': '1',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it.each([
    ['/../../package.json'],
    ['/../server/main.js'],
    ['/..%2f..%2f..%2fpackage.json'],
    ['/%2e%2e/%2e%2e/%2e%2e/package.json'],
    ['/assets/../../../../package.json'],
    ['/assets/..%2f..%2f..%2f..%2fpackage.json'],
    ['/assets/%2e%2e%5c%2e%2e%5cpackage.json'],
    ['/..\\..\\..\\package.json'],
    ['//etc/passwd'],
    ['/%2fetc%2fpasswd'],
    ['/index.html%00.js'],
    ['/.env'],
    ['/.git/config'],
    ['/%c0%ae%c0%ae/package.json'],
  ])('gives no file for %s', async (path) => {
    const { status, text } = await get(path);
    expect([400, 403, 404]).toContain(status);
    expect(JSON.parse(text)).toEqual({ ...ERROR, statusCode: status });
  });

  it.each(['../../etc/passwd', '..', 'a/b', 'a%00', '%2e%2e%2fx', 'x'.repeat(65)])(
    'opens no run of the name %s',
    async (run) => {
      expect(await get(`/api/traces?run=${run}`)).toMatchObject({ status: 400 });
    },
  );

  it.each([
    ['an unknown path', '/api/nothing', {}, 404],
    ['an unknown trace', '/api/traces/0af7651916cd43dd8448eb211c80319f', {}, 404],
    ['an id that is none', '/api/traces/xyz', {}, 400],
    ['an unknown run', '/api/errors?run=2020', {}, 404],
    ['a parameter that nobody knows', '/api/errors?color=red', {}, 400],
    ['a parameter that is given twice', '/api/logs?limit=1&limit=2', {}, 400],
    ['another method', '/api/errors', { method: 'DELETE' }, 405],
    ['a form', '/api/query', { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'a=1' }, 415],
    ['JSON that breaks off', '/api/query', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{' }, 400],
    ['a question that is too large', '/api/query', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: `"${'x'.repeat(300_000)}"` }, 413],
    ['a query of an unknown operator', '/api/query', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"calculations":[{"op":"DROP TABLE"}]}' }, 422],
  ])('answers %s with an error as JSON', async (_, path, question, status) => {
    const answer = await ask(tested.url, path, question);
    expect(JSON.parse(answer.text)).toEqual({ ...ERROR, statusCode: status });
    expect(answer.status).toBe(status);
  }); // prettier-ignore

  it('says which method a path takes', async () => {
    const { headers } = await ask(tested.url, '/api/errors', { method: 'POST' });
    expect(headers.allow).toBe('GET, HEAD');
  });
});

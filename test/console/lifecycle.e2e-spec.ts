import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer as createHttpServer, request, type Server } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunsAnswer, TracesAnswer } from '../../console/api/answers.js';
import { eventually } from '../support/eventually.js';
import { ask, askJson, postJson } from './support/ask.js';
import { ConsoleProcess } from './support/console-process.js';
import { traceRequest } from './support/trace-request.js';

const open: ConsoleProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.stop('SIGKILL')));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function start(environment: Readonly<Record<string, string>> = {}): Promise<ConsoleProcess> {
  const started = await ConsoleProcess.start(environment);
  open.push(started);
  return started;
}

function newFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'cruddur-runs-'));
  folders.push(made);
  return made;
}

/** A lease as a service holds it; gives the way to let go of it as a process that dies does. */
async function takeLease(url: string): Promise<() => void> {
  const asked = request(`${url}/api/owners`, { method: 'POST', agent: false });
  asked.on('error', () => undefined);
  asked.end();
  const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
  expect(response.statusCode).toBe(200);
  response.on('error', () => undefined);
  await once(response, 'data');
  return () => asked.destroy();
}

describe('the life of a console', () => {
  it('ends some seconds after its last owner, and not before', async () => {
    const tested = await start({ CONSOLE_OWNED: 'true' });
    const first = await takeLease(tested.url);
    const second = await takeLease(tested.url);
    first();
    // Another owner is there: this one's going starts no clock.
    second();
    const third = await takeLease(tested.url);
    expect(await ask(tested.url, '/api/about')).toMatchObject({ status: 200 });
    third();
    const since = performance.now();
    expect(await tested.ended()).toBe(0);
    expect(performance.now() - since).toBeGreaterThan(9_000);
  });

  it('ends by itself where the service that started it never came', async () => {
    const tested = await start({ CONSOLE_OWNED: 'true' });
    expect(await tested.ended()).toBe(0);
  });

  it('is deaf to Ctrl+C in the terminal of its owner, and ends on SIGTERM', async () => {
    const tested = await start({ CONSOLE_OWNED: 'true' });
    await takeLease(tested.url);
    tested.process.kill('SIGINT');
    expect(await ask(tested.url, '/api/about')).toMatchObject({ status: 200 });
    expect(await tested.stop('SIGTERM')).toBe(0);
  });

  it('is owned by so many at once and no more', async () => {
    const tested = await start({ CONSOLE_OWNED: 'true' });
    for (let index = 0; index < 64; index += 1) await takeLease(tested.url);
    expect(await postJson(tested.url, '/api/owners', {})).toMatchObject({ status: 503 });
  });

  it('needs no owner when a person starts it, and ends on Ctrl+C', async () => {
    const tested = await start();
    expect(await ask(tested.url, '/api/about')).toMatchObject({ status: 200 });
    expect(await tested.stop('SIGINT')).toBe(0);
  });

  it('outlives the readers of its output', async () => {
    const tested = await start();
    tested.process.stdout?.destroy();
    tested.process.stderr?.destroy();
    await postJson(tested.url, '/v1/traces', traceRequest());
    expect(await ask(tested.url, '/api/about')).toMatchObject({ status: 200 });
  });

  it('has every row that it acknowledged in its next run, however it ended', async () => {
    const dataDir = newFolder();
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const tested = await start({ CONSOLE_DATA_DIR: dataDir });
      const traceId = signal === 'SIGTERM' ? 'a'.repeat(32) : 'b'.repeat(32);
      expect(await postJson(tested.url, '/v1/traces', traceRequest({ traceId }))).toMatchObject({ status: 200 });
      await tested.stop(signal);
    }
    const { url } = await start({ CONSOLE_DATA_DIR: dataDir });
    const { runs } = await askJson<RunsAnswer>(url, '/api/runs');
    expect(runs.map(({ current }) => current)).toEqual([true, false, false]);
    const traces = await Promise.all(
      runs.map(async ({ id }) => (await askJson<TracesAnswer>(url, `/api/traces?run=${id}`)).traces),
    );
    expect(traces.map((ofRun) => ofRun.map(({ trace_id }) => trace_id[0]))).toEqual([[], ['b'], ['a']]);
  });

  it('runs, with its memory alone, where its folder is one that nobody can make', async () => {
    const tested = await start({ CONSOLE_DATA_DIR: '/proc/nope', CONSOLE_HOST: '0.0.0.0' });
    const refused = /^console: \/proc\/nope cannot be used \(.*\); the last 20,000 spans are kept in memory$/;
    await eventually(() => expect(tested.lines).toContainEqual(expect.stringMatching(refused)));
    expect(await ask(tested.url, '/api/about')).toMatchObject({ status: 401 });
  });

  it('keeps what it has where no other user reads it', async () => {
    const dataDir = join(newFolder(), 'runs');
    const { url } = await start({ CONSOLE_DATA_DIR: dataDir });
    await postJson(url, '/v1/traces', traceRequest());
    const files = readdirSync(dataDir).map((name) => join(dataDir, name));
    expect(files).not.toEqual([]);
    for (const path of [dataDir, ...files]) expect([path, statSync(path).mode & 0o077]).toEqual([path, 0]);
  });

  it('gives the answers that are open an end when it is told to', async () => {
    const tested = await start();
    const live = ask(tested.url, '/api/live');
    const owner = ask(tested.url, '/api/owners', { method: 'POST' });
    await eventually(async () => expect(await ask(tested.url, '/api/about')).toMatchObject({ status: 200 }));
    expect(await tested.stop()).toBe(0);
    expect(await live).toMatchObject({ status: 200 });
    expect(await owner).toMatchObject({ status: 200 });
  });
});

describe('a port that is taken', () => {
  it('by another console: code 3, one line that says where', async () => {
    const { url, port } = await start();
    const late = ConsoleProcess.spawn({ CONSOLE_PORT: String(port) });
    expect(await late.ended()).toBe(3);
    expect(late.lines).toEqual([`console: one already listens on ${url}`]);
  });

  it('by another console whose token it does not know: code 3 as well', async () => {
    const { port } = await start({ CONSOLE_TOKEN: 'one' });
    expect(await ConsoleProcess.spawn({ CONSOLE_PORT: String(port), CONSOLE_TOKEN: 'other' }).ended()).toBe(3);
  });

  it.each([
    ['something that speaks HTTP', () => createHttpServer((_request, response) => response.end('hello'))],
    ['something that hangs up', () => createServer((socket) => socket.destroy())],
    ['something that never answers', () => createServer(() => undefined)],
  ])('by %s: code 1, one line that names the variable, and no run', async (_, create) => {
    const server = create() as Server;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const dataDir = join(newFolder(), 'runs');
    const refused = ConsoleProcess.spawn({
      CONSOLE_PORT: String((server.address() as AddressInfo).port),
      CONSOLE_DATA_DIR: dataDir,
    });
    try {
      expect(await refused.ended()).toBe(1);
      expect(refused.lines).toEqual(['CONSOLE_PORT: expected a free port']);
      expect(existsSync(dataDir)).toBe(false);
    } finally {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
    }
  });
});

describe('a wrong value', () => {
  it.each([
    ['CONSOLE_PORT', 'abc', 'a port number from 0 to 65535'],
    ['CONSOLE_PORT', '70000', 'a port number from 0 to 65535'],
    ['CONSOLE_HOST', '192.0.2.1', 'an address of this machine'],
    ['CONSOLE_HOST', 'a:b', 'an address or a name of this machine'],
    ['CONSOLE_HOST', '%', 'an address or a name of this machine'],
    ['CONSOLE_HOST', 'fe80::1%lo', 'an address or a name of this machine'],
    ['CONSOLE_ALLOWED_HOSTS', 'https://a.example', 'host names without ports, separated by commas'],
    ['CONSOLE_ORIGINS', 'a.example', 'http:// or https:// origins, separated by commas'],
    ['CONSOLE_OWNED', 'perhaps', 'true or false'],
  ])('of %s (%s) ends it with code 1 and one line that does not repeat it', async (variable, value, expected) => {
    const refused = ConsoleProcess.spawn({ [variable]: value });
    expect(await refused.ended()).toBe(1);
    expect(refused.lines).toEqual([`${variable}: expected ${expected}`]);
  });
});

import { readFileSync } from 'node:fs';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import fc from 'fast-check';
import { cyclicError, thrownValue } from '../../../test/support/hostile-values.js';
import type { RollbarItem } from '../../../test/support/rollbar-api.js';
import { errorSnapshot, type ErrorContext } from '../../errors/index.js';
import { ItemBuilder } from './item-builder.js';

const AT_MS = Date.UTC(2026, 10, 21, 4, 30, 0, 900);
const SOURCE = __filename;

const context: ErrorContext = {
  level: 'error',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
  where: '/api/activities/:uuid',
  enduserId: 'andrewbrown',
  request: {
    method: 'POST',
    url: 'http://localhost/api/activities/1?x=2',
    headers: { host: 'localhost', cookie: '[redacted]' },
    query: { x: '2' },
    body: { message: 'hi' },
    clientAddress: '127.0.0.1',
  },
};

let builder: ItemBuilder;
beforeAll(() => {
  builder = new ItemBuilder({ environment: 'blue', codeVersion: 'v1' });
});

function read(bytes: Uint8Array): RollbarItem {
  return (JSON.parse(Buffer.from(bytes).toString()) as { data: RollbarItem }).data;
}

const handlers = () => process.eventNames().map((event) => [event, process.listenerCount(event)]);

function thrower() {
  return new Error('here');
}

const build = (thrown: unknown, more: Partial<ErrorContext> = {}) =>
  read(builder.build({ error: errorSnapshot(thrown), context: { ...context, ...more }, atMs: AT_MS }));

describe('ItemBuilder', () => {
  it('makes a whole item of an error, and nothing besides', () => {
    const item = build(new TypeError('boom', { cause: new Error('why') }));

    expect(item).toEqual({
      environment: 'blue',
      level: 'error',
      language: 'javascript',
      framework: 'nestjs',
      code_version: 'v1',
      uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      timestamp: Math.floor(AT_MS / 1_000),
      context: '/api/activities/:uuid',
      custom: { trace_id: context.traceId, span_id: context.spanId },
      person: { id: 'andrewbrown', username: 'andrewbrown' },
      notifier: { name: 'node_rollbar', version: '3.1.0' },
      server: { host: expect.any(String), pid: process.pid, root: process.cwd() },
      request: {
        method: 'POST',
        url: 'http://localhost/api/activities/1?x=2',
        headers: { host: 'localhost', cookie: expect.stringMatching(/^(\[redacted\]|\*+)$/) },
        user_ip: '127.0.0.1',
        GET: { x: '2' },
        POST: { message: 'hi' },
      },
      body: {
        trace_chain: [
          { exception: { class: 'TypeError', message: 'boom' }, frames: expect.any(Array) },
          { exception: { class: 'Error', message: 'why' }, frames: expect.any(Array) },
        ],
      },
    });
  });

  it('has the frames oldest first, by paths below the root, with lines and columns and no source', () => {
    const frames = build(thrower()).body.trace_chain![0]!.frames;

    expect(frames.at(-1)).toEqual({
      filename: SOURCE,
      lineno: expect.any(Number),
      colno: expect.any(Number),
      method: 'thrower',
    });
    const line = readFileSync(SOURCE, 'utf8').split('\n')[frames.at(-1)!.lineno! - 1];
    expect(line).toContain("new Error('here')");
  });

  it('makes a message of a message', () => {
    const item = read(builder.build({ message: 'Hello World!', context: { level: 'warning' }, atMs: AT_MS }));

    expect(item).toMatchObject({ level: 'warning', custom: {}, body: { message: { body: 'Hello World!' } } });
    expect(Object.keys(item.body)).toEqual(['message']);
    expect(item).not.toHaveProperty('person');
    expect(item).not.toHaveProperty('request');
  });

  it.each(['critical', 'error', 'warning', 'info', 'debug'] as const)('keeps the level %s', (level) => {
    expect(build(new Error('x'), { level }).level).toBe(level);
  });

  it('leaks no person from one item to the next', () => {
    expect(build(new Error('x'))).toHaveProperty('person.id', 'andrewbrown');
    expect(build(new Error('x'), { enduserId: undefined })).not.toHaveProperty('person');
  });

  it('says neither how the process was started nor how the package is configured', () => {
    const text = JSON.stringify(build(new Error('x')));
    expect(text).not.toMatch(/argv|configured_options|diagnostic|function|=>|telemetry/);
  });

  it('reads no file that a message names as if it were a frame', () => {
    const named = ['package.json', '/etc/hostname', '/dev/zero', './package.json', 'a b /etc/passwd', 'x (/etc/passwd'];
    const message = [
      'first',
      ...named.map((file) => `    at f (${file}:1:1)`),
      ...named.map((file) => `    at ${file}:1:1`),
    ];
    const error = new Error('renamed since');
    error.stack = `Error: ${message.join('\n')}\n    at real (/app/dist/a b.js:3:4)`;

    const text = JSON.stringify(build(error));

    expect(text).not.toMatch(/root:|"code"|"pre"|cruddur/);
    expect(text).toContain('"filename":"/app/dist/a b.js","lineno":3');
    expect(JSON.stringify(build(new Error(`> 1| jade\n> 2| x\n/dev/zero`)).body)).toContain('> 1| jade');
  });

  it('ends where causes are a cycle', () => {
    expect(build(cyclicError()).body.trace_chain!.map(({ exception }) => exception.message)).toEqual([
      'outer',
      'inner',
    ]);
  });

  it('stays within 512 KB', () => {
    const body = { text: Array.from({ length: 100 }, () => 'é'.repeat(5_000)) };
    const bytes = builder.build({
      error: errorSnapshot(new Error('x'.repeat(600_000))),
      context: { ...context, request: { ...context.request!, body } },
      atMs: AT_MS,
    });

    expect(bytes.byteLength).toBeLessThanOrEqual(512 * 1024);
    expect(read(bytes).request).toEqual({ error: 'clipped: the item was too large' });
  });

  it('installs no handler of the process, opens no socket and prints nothing, whatever was thrown', () => {
    const before = handlers();
    const requests: unknown[] = [];
    const onRequest = (message: unknown) => void requests.push(message);
    subscribe('http.client.request.start', onRequest);
    const printed = jest.spyOn(console, 'error');

    fc.assert(
      fc.property(thrownValue(), fc.constantFrom('critical', 'error', 'debug' as const), (make, level) => {
        const item = build(make(), { level });
        expect(item.body.trace_chain!.length).toBeGreaterThan(0);
        for (const { frames, exception } of item.body.trace_chain!) {
          expect(exception).toEqual({ class: expect.any(String), message: expect.any(String) });
          expect(frames.every(({ filename, lineno }) => filename !== '' && Number.isInteger(lineno))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );

    unsubscribe('http.client.request.start', onRequest);
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
    expect(requests).toEqual([]);
    expect(handlers()).toEqual(before);
  });
});

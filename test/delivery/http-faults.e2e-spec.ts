import { createServer as createTlsServer } from 'node:tls';
import { Logger } from '@nestjs/common';
import { DeliveryService, type AccountsSnapshot } from '../../src/delivery/index.js';
import { eventually } from '../support/eventually.js';
import { type Behaviour, FlakyHttpServer, type ReceivedRequest, refusingPort } from '../support/flaky-http-server.js';
import { HttpProtocol } from './http-protocol.js';
import { SELF_SIGNED } from './self-signed-certificate.js';

type ProtocolOptions = ConstructorParameters<typeof HttpProtocol>[1];

function itemsOf({ body }: ReceivedRequest): { readonly name: number }[] {
  return JSON.parse(body.toString());
}

describe('delivery over HTTP', () => {
  const cleanups: (() => unknown)[] = [];
  const lines: string[] = [];
  const keep = (line: string) => lines.push(line);

  beforeAll(() => Logger.overrideLogger({ log: keep, warn: keep, error: keep }));
  beforeEach(() => void lines.splice(0));
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  });

  async function serve(behaviour: FlakyHttpServer['behaviour']): Promise<FlakyHttpServer> {
    const server = await FlakyHttpServer.start(behaviour);
    cleanups.push(() => server.stop());
    return server;
  }

  function open(url: string, options: ProtocolOptions = {}) {
    const config = { queueBytes: 1_000_000, shutdownMs: 20_000, spoolDir: undefined, spoolBytes: 0 };
    const delivery = new DeliveryService(config);
    cleanups.push(() => delivery.flush(0));
    const protocol = new HttpProtocol(url, options);
    const queue = delivery.openQueue({ sink: 'http', destination: url, protocol });
    let name = 0;
    const emit = (count: number) => {
      for (let item = 0; item < count; item += 1) {
        queue.accounts.record(1);
        queue.add({ bytes: Buffer.from(JSON.stringify({ name: name++ })), items: 1 });
      }
    };
    const accounts = (): AccountsSnapshot => queue.accounts.snapshot();
    const check = () => expect(accounts().pending).toBe(queue.countItems());
    return { delivery, queue, emit, accounts, check };
  }

  const RECOVERING: readonly (readonly [string, Behaviour])[] = [
    ['accepts and never answers', 'black hole'],
    ['drips the headers of its answer', 'drip headers'],
    ['drips the body of its answer', 'drip body'],
    ['resets the connection before it answers', 'reset before answer'],
    ['resets the connection in the middle of its answer', 'reset mid-answer'],
    ['answers 503', { status: 503 }],
    ['answers 503 with Retry-After in seconds', { status: 503, headers: { 'retry-after': '1' } }],
    ['answers 429 with Retry-After as a date', { status: 429, headers: { 'retry-after': new Date(0).toUTCString() } }],
    ['answers 408', { status: 408 }],
  ];

  it.each(RECOVERING)(
    'keeps everything for a server that %s, and delivers it when the server is well again',
    async (_, fault) => {
      const server = await serve(fault);
      const { emit, queue, accounts, check } = open(server.url);
      emit(25);
      await eventually(() => expect(server.requests.length).toBeGreaterThan(1));
      await queue.flush(50);
      check();
      expect(accounts()).toEqual({ recorded: 25, delivered: 0, pending: 25, dropped: {} });
      server.behaviour = { status: 200 };
      await eventually(() => expect(accounts()).toEqual({ recorded: 25, delivered: 25, pending: 0, dropped: {} }));
      const received = server.requests.flatMap(itemsOf);
      expect(new Set(received.map(({ name }) => name)).size).toBe(25);
    },
  );

  const FINAL: readonly (readonly [string, Behaviour, string])[] = [
    ['400', { status: 400 }, 'http_400'],
    ['404', { status: 404 }, 'http_404'],
    ['500', { status: 500 }, 'http_500'],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'redirected'],
  ];

  it.each(FINAL)('drops what a server refuses with %s, under a reason', async (_, answer, reason) => {
    const server = await serve(answer);
    const { emit, queue, accounts, check } = open(server.url);
    emit(10);
    await queue.flush();
    check();
    expect(accounts()).toEqual({ recorded: 10, delivered: 0, pending: 0, dropped: { [reason]: 10 } });
  });

  it('retries a 500 for a destination whose documents say so', async () => {
    const server = await serve((number) => ({ status: number === 0 ? 500 : 200 }));
    const { emit, queue, accounts } = open(server.url, { meaning: { retry: [500] } });
    emit(3);
    await queue.flush();
    expect(accounts()).toMatchObject({ delivered: 3 });
  });

  it('keeps what waits when the key is refused, and drops only what it asked with', async () => {
    const server = await serve({ status: 401 });
    const { emit, queue, accounts, check } = open(server.url, { limits: { maxInFlight: 1 } });
    emit(30);
    await queue.flush();
    check();
    expect(accounts()).toEqual({ recorded: 30, delivered: 0, pending: 20, dropped: { unauthorized: 10 } });
    expect(server.requests).toHaveLength(1);
  });

  it('halves a batch for a server that answers 413 until each half passes', async () => {
    const server = await serve({ status: 200 });
    server.behaviour = (number) => {
      const size = itemsOf(server.requests[number]!).length;
      return { status: size > 3 ? 413 : 200 };
    };
    const { emit, queue, accounts, check } = open(server.url);
    emit(10);
    await queue.flush();
    check();
    expect(accounts()).toEqual({ recorded: 10, delivered: 10, pending: 0, dropped: {} });
  });

  it('reads no more than it needs of a huge answer, and counts its status', async () => {
    const server = await serve('huge answer');
    const { emit, queue, accounts } = open(server.url);
    emit(5);
    await queue.flush();
    expect(accounts()).toMatchObject({ delivered: 5 });
    await eventually(() => expect(server.openConnections).toBe(0));
    expect(server.answeredBytes).toBeLessThan(10_000_000);
  });

  it('loses nothing to a server that comes and goes', async () => {
    const server = await serve((number) =>
      number % 3 === 0 ? 'reset before answer' : { status: number % 3 === 1 ? 503 : 200 },
    );
    const { emit, accounts, check } = open(server.url, { limits: { maxInFlight: 1 } });
    for (let round = 0; round < 5; round += 1) emit(10);
    await eventually(() => {
      check();
      expect(accounts()).toEqual({ recorded: 50, delivered: 50, pending: 0, dropped: {} });
    });
  });

  it('keeps its connections, and sends at once on a new one when the server had closed a kept one', async () => {
    const server = await serve({ status: 200 });
    const { emit, queue, accounts } = open(server.url, { limits: { maxInFlight: 1 } });
    for (let round = 0; round < 5; round += 1) {
      emit(1);
      await queue.flush();
    }
    expect(server.connections).toBe(1);
    server.behaviour = (number) => (number === 5 ? 'reset before answer' : { status: 200 });
    emit(1);
    await queue.flush();
    expect(accounts().delivered).toBe(6);
    expect(lines).toEqual([]);
    expect(server.connections).toBe(2);
  });

  const ABSENT: readonly (readonly [string, () => Promise<string>])[] = [
    ['where nobody listens', async () => `http://127.0.0.1:${await refusingPort()}`],
    ['whose name does not resolve', () => Promise.resolve('http://no-such-host.invalid:4318')],
  ];

  it.each(ABSENT)('keeps everything for an address %s', async (_, urlOf) => {
    const { emit, queue, accounts, check } = open(await urlOf());
    emit(5);
    await queue.flush(400);
    check();
    expect(accounts()).toEqual({ recorded: 5, delivered: 0, pending: 5, dropped: {} });
  });

  it('keeps everything for a server whose certificate is not to be trusted, and sends it no byte', async () => {
    let heard = 0;
    const server = createTlsServer(SELF_SIGNED, (socket) => socket.on('data', (data) => (heard += data.length)));
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => server.close());
    const address = server.address();
    const { emit, queue, accounts } = open(`https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    emit(5);
    await queue.flush(400);
    expect(accounts()).toMatchObject({ delivered: 0, pending: 5 });
    expect(heard).toBe(0);
  });

  it('never lets a header into an error', async () => {
    const { emit, queue, accounts } = open((await serve({ status: 200 })).url, {
      headers: { 'x-key': 'secret-\r\n-value' },
    });
    emit(1);
    await queue.flush(200);
    await eventually(() => expect(lines.join()).toContain('takes no data'));
    expect(accounts().pending).toBe(1);
    expect(lines.join()).not.toMatch(/secret|-value/);
  });

  it('ends the last flush of many destinations under one deadline, and aborts what is in flight', async () => {
    const hole = await serve('black hole');
    const well = await serve({ status: 200 });
    const config = { queueBytes: 1_000_000, shutdownMs: 2_000, spoolDir: undefined, spoolBytes: 0 };
    const delivery = new DeliveryService(config);
    const holes = Array.from({ length: 10 }, () => hole.url);
    const urls = [...holes, well.url, `http://127.0.0.1:${await refusingPort()}`];
    const queues = urls.map((url, index) => {
      const protocol = new HttpProtocol(url, { limits: { attemptTimeoutMs: 60_000 } });
      return delivery.openQueue({ sink: `sink${index}`, destination: url, protocol });
    });
    delivery.onFlush(() => {
      throw new Error('a sink that cannot hand over');
    });
    delivery.onFlush(() => {
      for (const queue of queues) {
        queue.accounts.record(1);
        queue.add({ bytes: Buffer.from('{}'), items: 1 });
      }
    });
    const startedAt = performance.now();
    await Promise.all([delivery.flush(), delivery.onApplicationShutdown()]);
    // One after the other would be ten deadlines, waiting for answers a minute.
    expect(performance.now() - startedAt).toBeLessThan(10 * 2_000);
    const kept = { recorded: 1, delivered: 0, pending: 1, dropped: {} };
    const gone = { recorded: 1, delivered: 1, pending: 0, dropped: {} };
    expect(Object.values(delivery.accounts())).toEqual([...holes.map(() => kept), gone, kept]);
    await eventually(() => expect([hole.openConnections, well.openConnections]).toEqual([0, 0]));
  });
});

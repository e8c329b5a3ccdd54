import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createSocket } from 'node:dgram';
import { ClientRequest } from 'node:http';
import { Logger } from '@nestjs/common';
import { context, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { isTracingSuppressed } from '@opentelemetry/core';
import { DeliveryService, type AccountsSnapshot } from '../../src/delivery/index.js';
import { eventually } from './eventually.js';
import { FlakyHttpServer, refusingPort, type Answer } from './flaky-http-server.js';

/** Where the sink shall send: `url` is `http://host:port` (http) or `host:port` (udp). */
export interface ContractDestination {
  readonly url: string;
  readonly host: string;
  readonly port: number;
}

/** A sink that was built on the given DeliveryService and is ready to take items. */
export interface RunningSink {
  /** Hands over `count` items through the sink's own way in, as the application would: synchronously. */
  emit(count: number): void;
  /** Hands over the nastiest items of its kind (throwing getters, cycles, BigInt, ...): must not throw. */
  emitHostile?(): void;
  /** Whatever the queue's protocol does not close itself: a Nest module's destroy hook, an SDK client. */
  close?(): void | Promise<void>;
}

/** What the contract suite has to know of a kind of sink. */
export interface SinkContract {
  /** The name under which its accounts stand. */
  readonly sink: string;
  readonly transport: 'http' | 'udp';
  /**
   * Builds the sink so that it sends to `to`, opens its queue on `delivery` and registers with `delivery.onFlush` as in
   * the application. Use short flush intervals only if the sink has them as an option: the suite flushes by itself.
   */
  start(to: ContractDestination, delivery: DeliveryService): RunningSink | Promise<RunningSink>;
  /** The destination's answer that acknowledges whatever it is asked; by default 200 with an empty body. */
  readonly accepts?: Answer;
  /** The destination's answer that refuses an upload for good; by default 400 with `{}`. */
  readonly refuses?: Answer;
}

/** The last flush of a destination that answers: time enough on a busy machine, and never waited out. */
const ANSWERED_MS = 20_000;
/** The last flush of one that does not. */
const UNANSWERED_MS = 2_000;
/** A flush that waits for the end of an attempt, 10 s, does not end within this. */
const BEFORE_ATTEMPTS_END_MS = 9_500;
const ITEMS = 5;

/**
 * What every destination keeps, whatever it encodes; call it at the top level of a spec file. Each test builds one sink
 * on a DeliveryService of its own.
 *
 *     describeSinkContract('rollbar', {
 *       sink: 'rollbar',
 *       transport: 'http',
 *       accepts: { status: 200, body: '{"err":0}' },
 *       start: (to, delivery) => {
 *         const sink = new RollbarErrorSink({ endpoint: `${to.url}/api/1/item/`, ... }, delivery);
 *         return { emit: (count) => { for (let i = 0; i < count; i += 1) sink.onError(new Error(`no ${i}`), errorContext); } };
 *       },
 *     });
 */
export function describeSinkContract(name: string, contract: SinkContract): void {
  describe(`${name} as a sink`, () => {
    const contextManager = new AsyncLocalStorageContextManager();
    let cleanups: (() => unknown)[] = [];

    beforeAll(() => {
      Logger.overrideLogger(false);
      context.setGlobalContextManager(contextManager.enable());
    });
    afterAll(() => context.disable());
    afterEach(async () => {
      for (const cleanup of cleanups.toReversed()) await cleanup();
      cleanups = [];
    });

    async function run(to: ContractDestination, shutdownMs = ANSWERED_MS) {
      const delivery = new DeliveryService({
        queueBytes: 4 * 1024 * 1024,
        shutdownMs,
        spoolDir: undefined,
        spoolBytes: 0,
      });
      const sink = await contract.start(to, delivery);
      cleanups.push(
        () => sink.close?.(),
        () => delivery.flush(0),
      );
      return { sink, delivery, accounts: () => accountsOf(delivery, contract.sink) };
    }

    async function httpDestination(behaviour: FlakyHttpServer['behaviour']) {
      const server = await FlakyHttpServer.start(behaviour);
      cleanups.push(() => server.stop());
      return { server, to: { url: server.url, host: '127.0.0.1', port: server.port } };
    }

    async function healthyDestination(): Promise<ContractDestination> {
      if (contract.transport === 'http') return (await httpDestination(contract.accepts ?? { status: 200 })).to;
      const socket = createSocket('udp4').unref();
      await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
      cleanups.push(() => socket.close());
      const { port } = socket.address();
      return { url: `127.0.0.1:${port}`, host: '127.0.0.1', port };
    }

    async function absentDestination(): Promise<ContractDestination> {
      const port = await refusingPort();
      return { url: `${contract.transport === 'http' ? 'http://' : ''}127.0.0.1:${port}`, host: '127.0.0.1', port };
    }

    it('delivers every item at the last flush, and its accounts say so', async () => {
      const { sink, delivery, accounts } = await run(await healthyDestination());
      sink.emit(ITEMS);
      await delivery.flush();
      expect(accounts()).toEqual({ recorded: ITEMS, delivered: ITEMS, pending: 0, dropped: {} });
    });

    it('leaves every item pending or dropped, counted, when nobody is there, and ends its last flush in time', async () => {
      const { sink, delivery, accounts } = await run(await absentDestination(), UNANSWERED_MS);
      sink.emit(ITEMS);
      await expectFlushInTime(delivery);
      expect(accounts()).toMatchObject({ recorded: ITEMS, delivered: 0 });
      expectExact(accounts());
    });

    it('never throws while nobody is there', async () => {
      const { sink, delivery, accounts } = await run(await absentDestination(), UNANSWERED_MS);
      expect(() => sink.emit(200)).not.toThrow();
      sink.emitHostile?.();
      await expectFlushInTime(delivery);
      expectExact(accounts());
    });

    it('lets nothing keep the process alive once its items are out', async () => {
      const before = keptAliveBy();
      const { sink, delivery, accounts } = await run(await healthyDestination());
      sink.emit(ITEMS);
      await delivery.flush();
      expect(accounts().delivered).toBe(ITEMS);
      await eventually(() => expect(keptAliveBeyond(before)).toEqual([]));
    });

    if (contract.transport === 'udp') return;

    it('drops what the destination refuses for good, under a reason', async () => {
      const { to } = await httpDestination(contract.refuses ?? { status: 400, body: '{}' });
      const { sink, delivery, accounts } = await run(to);
      sink.emit(ITEMS);
      await delivery.flush();
      expect(accounts()).toMatchObject({ recorded: ITEMS, delivered: 0, pending: 0 });
      expectExact(accounts());
    });

    it('ends its last flush in time while the destination is a black hole', async () => {
      const { server, to } = await httpDestination('black hole');
      const { sink, delivery, accounts } = await run(to, UNANSWERED_MS);
      sink.emit(ITEMS);
      await expectFlushInTime(delivery);
      expect(server.requests).not.toHaveLength(0);
      expect(accounts()).toMatchObject({ recorded: ITEMS, delivered: 0 });
      expectExact(accounts());
      await eventually(() => expect(server.openConnections).toBe(0));
    });

    it('sends outside of the request that made the item, with tracing suppressed, so that no send is a span', async () => {
      const to = await healthyDestination();
      const sends: { suppressed: boolean; insideRequest: boolean }[] = [];
      const onStart = (message: unknown) => {
        if (!isRequestTo(to, message)) return;
        const active = context.active();
        sends.push({ suppressed: isTracingSuppressed(active), insideRequest: trace.getSpan(active) !== undefined });
      };
      subscribe('http.client.request.start', onStart);
      cleanups.push(() => unsubscribe('http.client.request.start', onStart));
      const { sink, delivery } = await run(to);
      context.with(requestContext(), () => sink.emit(ITEMS));
      await context.with(requestContext(), () => delivery.flush());
      expect(sends).not.toHaveLength(0);
      for (const send of sends) expect(send).toEqual({ suppressed: true, insideRequest: false });
    });
  });
}

function requestContext() {
  const ids = {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
    traceFlags: TraceFlags.SAMPLED,
  };
  return trace.setSpan(ROOT_CONTEXT, trace.wrapSpanContext(ids));
}

function accountsOf(delivery: DeliveryService, sink: string): AccountsSnapshot {
  const accounts = delivery.accounts()[sink];
  if (!accounts) throw new Error(`no accounts under ${sink}: there are ${Object.keys(delivery.accounts()).join(', ')}`);
  return accounts;
}

function expectExact(accounts: AccountsSnapshot): void {
  const dropped = Object.values(accounts.dropped).reduce((sum, items) => sum + items, 0);
  expect(accounts.pending).toBeGreaterThanOrEqual(0);
  expect(accounts.recorded).toBe(accounts.delivered + accounts.pending + dropped);
}

async function expectFlushInTime(delivery: DeliveryService): Promise<void> {
  const startedAt = performance.now();
  await delivery.flush();
  expect(performance.now() - startedAt).toBeLessThan(BEFORE_ATTEMPTS_END_MS);
}

/** Whether a message of `http.client.request.start` is about a request to that port. */
function isRequestTo(to: ContractDestination, message: unknown): boolean {
  const isMessage = typeof message === 'object' && message !== null && 'request' in message;
  const request = isMessage ? message.request : undefined;
  return request instanceof ClientRequest && String(request.getHeader('host')).endsWith(`:${to.port}`);
}

/** What holds the event loop open, but for one-shot timers of the runner. */
function keptAliveBy(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((resource) => !['Immediate', 'Timeout'].includes(resource))
    .toSorted();
}

/** What holds it open now and did not before; what an earlier test left may be gone meanwhile. */
function keptAliveBeyond(before: readonly string[]): string[] {
  const known = [...before];
  return keptAliveBy().filter((resource) => {
    const index = known.indexOf(resource);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}

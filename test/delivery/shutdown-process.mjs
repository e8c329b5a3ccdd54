// A small service around the compiled ShutdownOwner, started as a process by shutdown.e2e-spec.ts.
import { createServer } from 'node:http';
import { DeliveryService, keepAliveAgent, outcomeOfHttp, post, ShutdownOwner } from '../../dist-test/delivery/index.js';

const { SINK_URL, HANG_IN_CLOSE, SHUTDOWN_MS } = process.env;
const shutdownMs = Number(SHUTDOWN_MS);
const delivery = new DeliveryService({ queueBytes: 1_000_000, shutdownMs, spoolDir: undefined, spoolBytes: 0 });
const agent = keepAliveAgent(SINK_URL);
const queue = delivery.openQueue({
  sink: 'sink',
  destination: SINK_URL,
  protocol: {
    framing: { prefix: '[', separator: ',', suffix: ']' },
    gzip: false,
    limits: {
      maxBatchBytes: 10_000,
      maxBatchGroups: 100,
      flushIntervalMs: 60_000,
      attemptTimeoutMs: 3_600_000,
      maxInFlight: 2,
    },
    send: async (batch, signal) =>
      outcomeOfHttp(await post({ url: SINK_URL, headers: {}, body: await batch.body(), signal, agent })),
    close: () => agent.destroy(),
  },
});
const record = (name) => {
  queue.accounts.record(1);
  queue.add({ bytes: Buffer.from(JSON.stringify(name)), items: 1 });
};

const server = createServer((request, response) => {
  record(request.url);
  const waitMs = Number(request.url.split('/slow/')[1] ?? 0);
  if (request.url === '/crash') setTimeout(() => explode());
  else if (request.url === '/reject') void Promise.reject(new Error('nobody caught me'));
  else setTimeout(() => response.end('done'), waitMs);
});

function explode() {
  throw new Error('boom');
}

const app = {
  getHttpServer: () => server,
  close: () => (HANG_IN_CLOSE ? new Promise(() => undefined) : delivery.onApplicationShutdown()),
};
new ShutdownOwner({
  app,
  delivery,
  onDraining: () => console.log('draining'),
  reportCrash: (error, origin) => {
    record(`crash ${origin} ${error.message}`);
    throw new Error('a reporter that fails as well');
  },
}).install();
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));

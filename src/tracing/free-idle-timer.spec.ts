import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type Context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { AdoptingIdGenerator } from './adopting-id-generator.js';
import { GuardedListeners } from './guarded-listeners.js';
import { ServerSpans } from './server-spans.js';
import { Trust } from './trust.js';

describe('a kept-alive connection', () => {
  const contextManager = new AsyncLocalStorageContextManager();
  const serverSpans = new ServerSpans({
    tracer: trace.getTracer('test'),
    contextManager,
    idGenerator: new AdoptingIdGenerator(),
    requests: new GuardedListeners(() => undefined),
    trust: new Trust(undefined),
    readXRay: false,
    rootContext: ROOT_CONTEXT,
  });
  beforeAll(() => serverSpans.start());
  afterAll(() => serverSpans.stop());

  it.each(['/anything', '/health/live'])(
    'keeps nothing of its last request, GET %s, while it is idle',
    async (path) => {
      const contexts: Context[] = [];
      const server = createServer((_, response) => {
        contexts.push(contextManager.active());
        response.end('answered');
      });
      server.keepAliveTimeout = 20;
      server.on('timeout', (socket) => {
        contexts.push(contextManager.active());
        socket.destroy();
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
      client.resume().write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);

      await once(server, 'timeout');

      expect(contexts).toEqual([expect.anything(), expect.anything()]);
      expect(contexts[0]).not.toBe(ROOT_CONTEXT);
      expect(contexts[1]).toBe(ROOT_CONTEXT);
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  );
});

import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { HttpDrain } from './http-drain.js';

/** A drain that waited for what it should not would not end within the test's own limit. */
const FOR_EVER_MS = 3_600_000;

describe('the drain of an HTTP server', () => {
  let server: Server;
  let drain: HttpDrain;
  let agent: Agent;

  beforeEach(async () => {
    agent = new Agent({ keepAlive: true, maxSockets: 1 });
    server = createServer((request, response) => {
      if (request.url !== '/never') response.end('done');
    });
    drain = new HttpDrain(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => {
    agent.destroy();
    server.closeAllConnections();
  });

  const portOf = () => (server.address() as AddressInfo).port;

  async function ask(path: string, port = portOf()): Promise<{ connection: string | undefined }> {
    const [answer] = (await once(get({ port, path, agent }), 'response')) as [IncomingMessage];
    await once(answer.resume(), 'end');
    return { connection: answer.headers.connection };
  }

  it('waits neither for a kept connection nor for one on which nothing was ever asked', async () => {
    const silent = connect(portOf(), '127.0.0.1');
    await once(silent, 'connect');
    await ask('/');
    await drain.drain(FOR_EVER_MS);
    expect(server.listening).toBe(false);
  });

  it('answers what comes over a kept connection just as it begins, and tells that client to leave', async () => {
    const port = portOf();
    await ask('/', port);
    const drained = drain.drain(FOR_EVER_MS);
    expect(await ask('/', port)).toEqual({ connection: 'close' });
    await drained;
  });

  it('cuts at its limit what is not answered by then', async () => {
    const cut = ask('/never').catch(({ message }: Error) => message);
    await once(server, 'request');
    await drain.drain(50);
    expect(await cut).toBe('socket hang up');
  });
});

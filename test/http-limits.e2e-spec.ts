import { connect, type AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { ConfigError } from '../src/config/index.js';
import { limitServer, listen, SERVER_LIMITS } from '../src/http/index.js';
import { createApp } from './support/create-app.js';
import { rawRequest } from './support/raw-request.js';

/** Sends `text` and gives all that came back once the server has closed the connection. */
function exchange(server: Server, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });
}

const START = 'POST /api/activities HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

describe('the server’s limits', () => {
  let app: INestApplication;
  const start = async (limits: Parameters<typeof limitServer>[1]) => {
    app = await createApp({ configure: (made) => limitServer(made.getHttpServer(), limits) });
    await app.listen(0, '127.0.0.1');
    return app.getHttpServer() as Server;
  };
  afterEach(() => app.close());

  it('are set on the application’s server', async () => {
    app = await createApp();

    expect(app.getHttpServer()).toMatchObject(SERVER_LIMITS);
    expect(SERVER_LIMITS.headersTimeout).toBeLessThan(SERVER_LIMITS.requestTimeout);
  });

  it('end a request whose headers do not come', async () => {
    const server = await start({ headersTimeout: 100, requestTimeout: 60_000, connectionsCheckingInterval: 20 });
    expect(await exchange(server, START)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('end a request whose body does not come', async () => {
    const server = await start({ headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 });
    expect(await exchange(server, `${START}Content-Length: 10\r\n\r\n{`)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('refuse headers over 16 KiB and take those below', async () => {
    const server = await start(SERVER_LIMITS);
    const ask = (bytes: number) =>
      exchange(server, `GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: ${'x'.repeat(bytes)}\r\n\r\n`);

    expect(await ask(15_000)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await ask(17_000)).toMatch(/^HTTP\/1\.1 431 /);
  });
});

describe('listen', () => {
  it('says where it listens, on the real port', async () => {
    const app = await createApp({ environment: { PORT: '0', HOST: '127.0.0.1' } });
    const { url, port } = await listen(app);
    const answer = await rawRequest(app, { method: 'GET', path: '/health/live' });
    await app.close();

    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(port).toBeGreaterThan(0);
    expect(answer.status).toBe(200);
  });

  it('names the variable where the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const PORT = String((other.address() as AddressInfo).port);
    const app = await createApp({ environment: { PORT, HOST: '127.0.0.1' } });

    await expect(listen(app)).rejects.toEqual(new ConfigError('PORT', 'a free port'));
    await app.close();
    other.close();
  });

  it('names the variable where the address is not this machine’s', async () => {
    const app = await createApp({ environment: { PORT: '0', HOST: '192.0.2.1' } });

    await expect(listen(app)).rejects.toEqual(new ConfigError('HOST', 'an address of this machine'));
    await app.close();
  });
});

import { createServer } from 'node:net';

const FIRST = 20_000;
const COUNT = 12_000;

/**
 * A port on which nobody listens, below those that a system gives to outgoing connections: while a stand-in is away,
 * nobody else may get its port, nor a client that knocks there connect to itself.
 */
export async function fixedPort() {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port');
}

function isFree(port) {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

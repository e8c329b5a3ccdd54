import { get } from 'node:http';
import { createServer } from 'node:net';

const PATIENCE_MS = 60_000;

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Comes back with the first answer 200. */
export async function untilAnswers(url) {
  const endsAt = performance.now() + PATIENCE_MS;
  while (!(await answers(url))) {
    if (performance.now() > endsAt) throw new Error(`${url} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Each question on a connection of its own: none is left behind for the load to meet. */
export function answers(url) {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode === 200));
      response.once('error', () => resolve(false));
    }).once('error', () => resolve(false));
  });
}

import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import { ConfigError } from '../config/index.js';
import { httpConfig, type HttpConfig } from './http.config.js';

const REFUSALS = new Map<string | undefined, readonly [variable: string, expected: string]>([
  ['EADDRINUSE', ['PORT', 'a free port']],
  ['EACCES', ['PORT', 'a port that this user may listen on']],
  ['EADDRNOTAVAIL', ['HOST', 'an address of this machine']],
  ['ENOTFOUND', ['HOST', 'an address or a name of this machine']],
  ['EAI_AGAIN', ['HOST', 'an address or a name of this machine']],
]);

/**
 * Starts to listen on HOST and PORT, and says where: the port is the real one where PORT is 0. Not by Nest's own `listen`, which
 * logs a refused port in its own words before it rejects.
 *
 * @throws ConfigError naming the variable by which the port or the address can be changed.
 */
export async function listen(app: INestApplication): Promise<{ host: string; port: number; url: string }> {
  const { host, port } = app.get<HttpConfig>(httpConfig.KEY, { strict: false });
  await app.init();
  const server: Server = app.getHttpServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch((error: NodeJS.ErrnoException) => {
    const refusal = REFUSALS.get(error.code);
    throw refusal ? new ConfigError(...refusal) : error;
  });
  const address = server.address() as AddressInfo;
  return { host, port: address.port, url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}` };
}

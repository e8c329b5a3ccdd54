import { isIP } from 'node:net';
import type { Target } from './target.js';

/** Why nothing listens there, by where the doctor runs: `localhost` is another machine in each container. */
export function adviceOnRefusal({ host, port, variable, surroundings, what }: Target): string {
  if (isLoopback(host) && surroundings.container)
    return `inside a container ${host} is the container itself: give ${variable} the compose service's name (as in xray-daemon:2000, http://collector:4318), or host.docker.internal for a program on the laptop`;
  if (isLoopback(host)) return `start ${what ?? 'what should listen'} on port ${port}, or correct ${variable}`;
  return `start ${what ?? 'what should listen'} on ${host} port ${port}, open that port, or correct ${variable}`;
}

/** Why a name has no address: one without a dot is a compose service's, known in its network only. */
export function adviceOnUnknownName({ host, port, variable, surroundings }: Target): string {
  if (host.includes('.'))
    return `check this machine's way out (name server, proxy, VPN) and, where ${variable} holds the name, its spelling`;
  if (surroundings.container)
    return `${host} is not in this container's network: start that service (docker compose up -d ${host}) in the same network, or correct ${variable}`;
  return `${host} looks like a compose service, a name that only containers of its network know: here set ${variable} to localhost and publish port ${port}, or run the doctor inside (docker compose exec backend npm run doctor)`;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** This machine, and what compose runs beside this container, on the same one. */
export function sharesThisClock(host: string): boolean {
  return isLoopback(host) || !/[.:]/.test(host);
}

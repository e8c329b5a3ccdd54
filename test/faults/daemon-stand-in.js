import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { fixedPort } from './fixed-port.js';

const FLAP_EVERY_MS = 2_000;
const BUFFER_BYTES = 4 * 1024 * 1024;

/** The X-Ray daemon's UDP port: there, away, or restarted every 2 s. */
export class DaemonStandIn {
  /** Datagrams as they arrived. */
  datagrams = [];
  /** Datagrams that the system dropped because they came faster than they were read. */
  overflowed = 0;
  #socket;
  #port;
  #flapping;
  #changing = Promise.resolve();

  async open(fault) {
    this.#port = await fixedPort();
    await this.set(fault);
    return this.#port;
  }

  async set(fault) {
    clearInterval(this.#flapping);
    if (fault === 'refused') return this.#become(false);
    if (fault !== 'restarted') return this.#become(true);
    let up = false;
    this.#flapping = setInterval(() => void this.#become((up = !up)), FLAP_EVERY_MS);
    return this.#become(false);
  }

  async close() {
    clearInterval(this.#flapping);
    await this.#become(false);
  }

  #become(up) {
    this.#changing = this.#changing.then(() => (up ? this.#bind() : this.#unbind()));
    return this.#changing;
  }

  async #bind() {
    if (this.#socket) return;
    const socket = createSocket({ type: 'udp4', recvBufferSize: BUFFER_BYTES });
    socket.on('message', (datagram) => this.datagrams.push(datagram));
    await new Promise((resolve) => socket.bind(this.#port, '127.0.0.1', resolve));
    this.#socket = socket;
  }

  async #unbind() {
    if (!this.#socket) return;
    const socket = this.#socket;
    this.#socket = undefined;
    this.overflowed += dropsAt(this.#port);
    await new Promise((resolve) => socket.close(resolve));
  }

  /** What has been lost in the socket that is open now is in the figure only once it is asked for. */
  countOverflow() {
    return this.overflowed + (this.#socket ? dropsAt(this.#port) : 0);
  }
}

/** The last column of Linux's table of sockets; 0 elsewhere. */
function dropsAt(port) {
  try {
    const hex = port.toString(16).toUpperCase().padStart(4, '0');
    const line = readFileSync('/proc/net/udp', 'utf8').split('\n').find((each) => each.includes(`:${hex} 00000000`)); // prettier-ignore
    return Number(line?.trim().split(/\s+/).at(-1) ?? 0);
  } catch (error) {
    if (error.code === 'ENOENT') return 0;
    throw error;
  }
}

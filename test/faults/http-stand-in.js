import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { FAULTS } from './faults.js';
import { fixedPort } from './fixed-port.js';

const FLAP_EVERY_MS = 2_000;

/** One HTTP destination at the wire, on a port that stays its own; what it does about a request is its `fault`. */
export class HttpStandIn {
  /** Requests that arrived whole, as they arrived. */
  requests = [];
  #sink;
  #server;
  #port;
  #fault = 'none';
  #certificates;
  #flapping;
  #changing = Promise.resolve();

  /** @param certificates `{ wrong, right }`, each `{ key, cert }`: it speaks TLS then */
  constructor(sink, certificates) {
    this.#sink = sink;
    this.#certificates = certificates;
  }

  async open(fault) {
    const { wrong } = this.#certificates ?? {};
    const onRequest = (request, response) => this.#take(request, response);
    this.#server = wrong ? https.createServer(wrong, onRequest) : http.createServer(onRequest);
    this.#server.on('connection', (socket) => socket.on('error', () => socket.destroy()));
    this.#port = await fixedPort();
    await this.set(fault);
    return this.#port;
  }

  /** From now on; a request that hangs goes on to hang. */
  async set(fault) {
    clearInterval(this.#flapping);
    if (fault === 'flapping every 2 s') {
      this.#flapping = setInterval(() => {
        void this.#become(this.#fault === 'refused' ? 'none' : 'refused');
      }, FLAP_EVERY_MS);
      return this.#become('refused');
    }
    if (this.#certificates && fault === 'none') this.#server.setSecureContext(this.#certificates.right);
    return this.#become(FAULTS[fault] ? fault : 'none');
  }

  async close() {
    clearInterval(this.#flapping);
    await this.#changing;
    await this.#stopListening();
  }

  #become(fault) {
    this.#changing = this.#change(this.#changing, fault);
    return this.#changing;
  }

  async #change(earlier, fault) {
    await earlier;
    this.#fault = fault;
    if (fault === 'refused') await this.#stopListening();
    else await this.#listen();
  }

  async #listen() {
    if (this.#server.listening) return;
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async #stopListening() {
    if (!this.#server.listening) return;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #take(request, response) {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const holdsItems = this.#holdsItems(request);
      // A log stream is made as ever where only what holds items is to meet the fault: it would meet nothing else.
      const fault = holdsItems || FAULTS[this.#fault].hitsAll ? FAULTS[this.#fault] : FAULTS.none;
      if (holdsItems) this.requests.push(this.#entry(fault, body, request.headers));
      if (fault.respond) fault.respond(response, this.#sink, body.length);
      else response.destroy();
    });
  }

  #entry({ keeps = false, acknowledges = false, rejects = 0, keepsBody }, body, { 'content-encoding': encoding }) {
    const kept = keepsBody ? keepsBody(this.#sink, body.length) : keeps;
    return { body, encoding, kept, acknowledged: keepsBody ? kept : acknowledges, rejects };
  }

  #holdsItems({ url, headers }) {
    if (this.#sink === 'otlp') return url === '/v1/traces';
    return this.#sink === 'rollbar' || String(headers['x-amz-target']).endsWith('.PutLogEvents');
  }
}

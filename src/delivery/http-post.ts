import http from 'node:http';
import https from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface HttpPost {
  readonly url: string | URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The attempt's deadline: it covers name, connect, TLS, sending, headers and body of the answer. */
  readonly signal: AbortSignal;
  /** From `keepAliveAgent`; without one the connection is not kept. */
  readonly agent?: http.Agent | https.Agent;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** At most 64 KiB of it; the rest is never read. */
  readonly body: Buffer;
}

const MAX_ANSWER_BYTES = 64 * 1024;

/** An agent for one destination: its own sockets, kept between sends. Its owner destroys it in `DeliveryProtocol.close`. */
export function keepAliveAgent(url: string | URL, options: https.AgentOptions = {}): http.Agent | https.Agent {
  const settings = { keepAlive: true, maxSockets: 2, maxFreeSockets: 2, ...options };
  return new URL(url).protocol === 'https:' ? new https.Agent(settings) : new http.Agent(settings);
}

/**
 * One POST, one answer. Redirects are answers, never followed, so that no header reaches another host. Its sockets do
 * not keep the process alive.
 *
 * @throws (rejects) with the network's or TLS's error, or when `signal` aborts; no message holds a header's value.
 */
export async function post(options: HttpPost): Promise<HttpAnswer> {
  try {
    return await exchange(options);
  } catch (error) {
    if (!(error instanceof StaleConnection) || options.signal.aborted) throw error;
    return exchange({ ...options, agent: undefined });
  }
}

/** The other side had closed a kept connection just as it was used again; the request goes once more on a new one. */
class StaleConnection extends Error {}

function exchange({ url, headers, body, signal, agent }: HttpPost): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const target = new URL(url);
    const request = (target.protocol === 'https:' ? https : http).request(target, {
      method: 'POST',
      headers: { ...headers, 'content-length': body.byteLength },
      agent: agent ?? false,
      signal,
    });
    request.on('socket', (socket) => socket.unref());
    request.on('error', (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      reject(stale ? new StaleConnection(error.code, { cause: error }) : error);
    });
    request.on('response', (response) => {
      readAnswer(response).then(resolve, reject);
    });
    request.end(body);
  });
}

function readAnswer(response: IncomingMessage): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = () =>
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES),
      });
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size < MAX_ANSWER_BYTES) return;
      finish();
      response.destroy();
    });
    response.on('end', finish);
    response.on('error', reject);
    response.on('close', () => reject(new Error('the connection closed in the middle of the answer')));
  });
}

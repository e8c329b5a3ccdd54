import { createSocket, type Socket } from 'node:dgram';
import type { ResolvedAddress } from './daemon-resolver.js';

/**
 * A UDP socket of one attempt. It is connected, because only then does the kernel tell that the other side refused: as an
 * `error` event or as the error of a later send. One socket an attempt, so that a refusal is that attempt's for sure.
 */
export class ConnectedSocket {
  private readonly trouble = new AbortController();
  private closed = false;

  private constructor(private readonly socket: Socket) {
    socket.unref();
    socket.on('error', (error) => this.trouble.abort(error));
  }

  /** @throws (rejects) where there is no way to the address. */
  static async open({ address, family }: ResolvedAddress, port: number): Promise<ConnectedSocket> {
    const connected = new ConnectedSocket(createSocket(family === 6 ? 'udp6' : 'udp4'));
    try {
      await new Promise<void>((resolve, reject) => {
        connected.failed.addEventListener('abort', () => reject(connected.failed.reason as Error));
        connected.socket.connect(port, address, ((error?: Error) => (error ? reject(error) : resolve())) as () => void);
      });
      return connected;
    } catch (error) {
      connected.close();
      throw error;
    }
  }

  /** Aborted, with the error as its reason, once the other side has refused or the network fails. */
  get failed(): AbortSignal {
    return this.trouble.signal;
  }

  /** Hands `bytes` to the kernel. @returns whether they fit a datagram; every other trouble is `failed`'s. */
  send(bytes: Uint8Array): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.closed) return resolve(true);
      this.socket.send(bytes, (error: NodeJS.ErrnoException | null) => {
        if (error && error.code !== 'EMSGSIZE') this.trouble.abort(error);
        resolve(error?.code !== 'EMSGSIZE');
      });
    });
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.socket.close();
  }
}

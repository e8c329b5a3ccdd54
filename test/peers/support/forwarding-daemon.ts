import { PutTraceSegmentsCommand, type UnprocessedTraceSegment, XRayClient } from '@aws-sdk/client-xray';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { MotoServer } from './moto-server.js';

const HEADER = '{"format":"json","version":1}\n';
const DOCUMENTS_A_CALL = 50;

/** What the X-Ray daemon does with datagrams: it takes the header off and passes the document on unread, 50 a call. */
export class ForwardingDaemon {
  readonly documents: string[] = [];
  readonly unprocessed: UnprocessedTraceSegment[] = [];
  private readonly client: XRayClient;
  private forwarded = 0;

  private constructor(
    private readonly socket: Socket,
    moto: MotoServer,
  ) {
    this.client = new XRayClient(moto.client);
    socket.on('message', (datagram) => {
      const text = datagram.toString();
      if (!text.startsWith(HEADER)) throw new Error(`a datagram without its header: ${text.slice(0, 80)}`);
      this.documents.push(text.slice(HEADER.length));
    });
  }

  static async start(moto: MotoServer): Promise<ForwardingDaemon> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new ForwardingDaemon(socket, moto);
  }

  /** For AWS_XRAY_DAEMON_ADDRESS. */
  get address(): string {
    return `127.0.0.1:${this.socket.address().port}`;
  }

  /** Passes on what has arrived since the last call. */
  async forward(): Promise<void> {
    while (this.forwarded < this.documents.length) {
      const documents = this.documents.slice(this.forwarded, this.forwarded + DOCUMENTS_A_CALL);
      this.forwarded += documents.length;
      const answer = await this.client.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments: documents }));
      this.unprocessed.push(...(answer.UnprocessedTraceSegments ?? []));
    }
  }

  close(): void {
    this.client.destroy();
    this.socket.close();
  }
}

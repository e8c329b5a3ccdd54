import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { segmentProblems } from './segment-schema.js';

/** A segment or an independent subsegment as it arrived. Loose, so that a test reads what it is about. */
// oxlint-disable-next-line typescript/no-explicit-any
export type ArrivedSegment = Record<string, any> & { readonly id: string; readonly trace_id: string };

export interface SamplingStatistics {
  readonly RuleName: string;
  readonly ClientID: string;
  readonly Timestamp: number;
  readonly RequestCount: number;
  readonly SampledCount: number;
  readonly BorrowCount: number;
}

/** What the daemon's TCP side does with a call: answers it, or fails in one of the ways in which it may fail. */
export type SamplingBehaviour = 'answer' | 'black hole' | 'bad gateway' | 'not json' | 'reset';

const HEADER = '{"format":"json","version":1}\n';

/**
 * The X-Ray daemon at the wire, on one port of 127.0.0.1 for UDP and TCP. Unlike the real one it reads what it is sent:
 * each datagram is decoded and held against AWS's segment document, and what does not hold is in `invalid()`.
 */
export class XRayDaemon {
  /** Answer of GetSamplingRules: the rules alone, without their records. */
  samplingRules: readonly object[] = [];
  /** Answer of SamplingTargets. `LastRuleModification` is in seconds since the epoch, as AWS sends it. */
  samplingTargets: { readonly documents: readonly object[]; readonly lastRuleModification: number } = {
    documents: [],
    lastRuleModification: 0,
  };
  samplingBehaviour: SamplingBehaviour = 'answer';
  /** Paths of the calls that arrived over TCP, in order. */
  readonly calls: string[] = [];
  readonly statistics: SamplingStatistics[] = [];
  /** Every datagram's bytes, valid or not. */
  readonly datagrams: Buffer[] = [];
  private readonly arrived: ArrivedSegment[] = [];
  private readonly problems: string[] = [];
  private udp: UdpSocket | undefined;
  private tcp: Server | undefined;
  private readonly connections = new Set<Socket>();
  private boundPort = 0;

  static async start(): Promise<XRayDaemon> {
    const daemon = new XRayDaemon();
    await daemon.open();
    return daemon;
  }

  get port(): number {
    return this.boundPort;
  }

  /** For AWS_XRAY_DAEMON_ADDRESS. */
  get address(): string {
    return `127.0.0.1:${this.boundPort}`;
  }

  /** The documents that arrived, in order: segments and independent subsegments. */
  segments(): readonly ArrivedSegment[] {
    return this.arrived;
  }

  /** The documents of one trace, by its 32 hex digits. */
  segmentsOf(traceId: string): readonly ArrivedSegment[] {
    const id = `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`;
    return this.arrived.filter((segment) => segment.trace_id === id);
  }

  /** How many spans arrived: segments and subsegments at every depth. */
  spanCount(): number {
    const count = (segment: ArrivedSegment): number =>
      ((segment['subsegments'] ?? []) as ArrivedSegment[]).reduce((sum, child) => sum + count(child), 1);
    return this.arrived.reduce((sum, segment) => sum + count(segment), 0);
  }

  /** What was wrong with what arrived, one line a problem. */
  invalid(): readonly string[] {
    return this.problems;
  }

  forget(): void {
    this.arrived.length = this.problems.length = this.datagrams.length = this.statistics.length = this.calls.length = 0;
  }

  /** Takes its port again after `close`. */
  async open(): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        this.udp = await this.bindUdp();
        this.tcp = await this.listenTcp(this.udp.address().port);
        this.boundPort = this.udp.address().port;
        return;
      } catch (error) {
        await this.close();
        if (attempt === 5 || this.boundPort !== 0) throw error;
      }
    }
  }

  /** Away: datagrams and connections are refused from now on. */
  async close(): Promise<void> {
    for (const connection of this.connections) connection.destroy();
    const { udp, tcp } = this;
    this.udp = this.tcp = undefined;
    if (udp) await new Promise<void>((resolve) => udp.close(() => resolve()));
    if (tcp?.listening) await new Promise((resolve) => tcp.close(resolve));
  }

  private bindUdp(): Promise<UdpSocket> {
    return new Promise((resolve, reject) => {
      const socket = createSocket('udp4').unref();
      socket.on('error', reject);
      socket.on('message', (datagram) => this.onDatagram(datagram));
      socket.bind(this.boundPort, '127.0.0.1', () => resolve(socket));
    });
  }

  private listenTcp(port: number): Promise<Server> {
    return new Promise((resolve, reject) => {
      const server = createServer((request, response) => this.onCall(request, response)).unref();
      server.on('error', reject);
      server.on('connection', (socket: Socket) => {
        this.connections.add(socket.unref());
        socket.on('close', () => this.connections.delete(socket));
      });
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  }

  private onDatagram(datagram: Buffer): void {
    this.datagrams.push(datagram);
    const text = datagram.toString('utf8');
    if (!text.startsWith(HEADER)) {
      this.problems.push(`datagram: begins with ${JSON.stringify(text.slice(0, 40))}`);
      return;
    }
    try {
      const document = JSON.parse(text.slice(HEADER.length)) as ArrivedSegment;
      const problems = segmentProblems(document);
      if (problems.length > 0) this.problems.push(...problems);
      else this.arrived.push(document);
    } catch (error) {
      this.problems.push(`datagram: ${String(error)}`);
    }
  }

  private onCall(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.calls.push(request.url ?? '');
      if (this.samplingBehaviour === 'black hole') return;
      if (this.samplingBehaviour === 'reset') {
        request.socket.destroy();
      } else if (this.samplingBehaviour === 'bad gateway') {
        response.writeHead(502).end('{}');
      } else if (this.samplingBehaviour === 'not json') {
        response.writeHead(200).end('<html>');
      } else {
        const [status, answer] = this.answer(request.url, Buffer.concat(chunks).toString('utf8'));
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      }
    });
  }

  private answer(path: string | undefined, body: string): [status: number, answer: object] {
    if (path === '/GetSamplingRules') {
      return [200, { SamplingRuleRecords: this.samplingRules.map((rule) => ({ SamplingRule: rule })) }];
    }
    if (path !== '/SamplingTargets') return [404, { message: 'no such call' }];
    const { SamplingStatisticsDocuments } = JSON.parse(body) as { SamplingStatisticsDocuments: SamplingStatistics[] };
    this.statistics.push(...SamplingStatisticsDocuments);
    return [
      200,
      {
        SamplingTargetDocuments: this.samplingTargets.documents,
        LastRuleModification: this.samplingTargets.lastRuleModification,
        UnprocessedStatistics: [],
      },
    ];
  }
}

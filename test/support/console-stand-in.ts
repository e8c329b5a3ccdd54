import type { IncomingMessage, ServerResponse } from 'node:http';
import { OtlpReceiver } from './otlp-receiver.js';

/** What it makes of a request: all that a console does; nothing, the connection open; a cut connection; what a program that is no console does. */
type Manner = 'console' | 'hung' | 'cut' | 'stranger';

/** Stands in for the telemetry console as the service meets it: OTLP in, `GET /api/about`, and leases on `POST /api/owners`. */
export class ConsoleStandIn {
  manner: Manner = 'console';
  /** Asked for where there is one. */
  token: string | undefined;
  /** The leases that are open. */
  readonly owners = new Set<ServerResponse>();
  private otlp!: OtlpReceiver;

  static async start(manner: Manner = 'console', port = 0): Promise<ConsoleStandIn> {
    const console = new ConsoleStandIn();
    console.manner = manner;
    console.otlp = await OtlpReceiver.start((request, response) => console.takes(request, response), port);
    return console;
  }

  get received(): OtlpReceiver {
    return this.otlp;
  }

  /** What goes into the service's environment. */
  get environment(): Readonly<Record<string, string>> {
    return { CONSOLE: 'on', CONSOLE_PORT: String(this.port) };
  }

  get port(): number {
    return Number(new URL(this.otlp.url).port);
  }

  /** Every connection breaks, leases too, and what follows meets `manner`. */
  cutAll(manner: Manner): void {
    this.manner = manner;
    for (const response of this.owners) response.destroy();
  }

  async stop(): Promise<void> {
    this.cutAll('cut');
    await this.otlp.stop();
  }

  private takes(request: IncomingMessage, response: ServerResponse): boolean {
    if (this.manner === 'hung') return true;
    if (this.manner === 'cut') return Boolean(request.destroy());
    if (this.manner === 'stranger') return Boolean(response.writeHead(404).end('no console'));
    response.setHeader('x-cruddur-console', '1');
    if (this.token !== undefined && request.headers.authorization !== `Bearer ${this.token}`)
      return Boolean(response.writeHead(401).end());
    if (request.url === '/api/about') return Boolean(response.end('{}'));
    if (request.url !== '/api/owners') return false;
    this.owners.add(response.on('close', () => this.owners.delete(response)));
    response.writeHead(200);
    response.flushHeaders();
    return true;
  }
}

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CleanScope, DeliveryService } from '../delivery/index.js';
import { OtlpDestinations, type OtlpDestination, type OtlpEndpoint } from '../otlp/index.js';
import { TELEMETRY, type Telemetry } from '../tracing/index.js';
import { consoleConfig, type ConsoleConfig, type ConsoleTarget } from './console.config.js';
import { consoleHeaders } from './console-headers.js';
import type { RunningLink } from './start-link.js';

/** On the loopback an answer takes a few milliseconds; one that takes so long will not come. */
const TIMEOUT_MS = 3_000;

/**
 * The console as one more destination of the otlp room's list, sink `console`. What it is sent waits until it is there;
 * looking for it, and starting it, begins once the service listens, and nothing of that is loaded before.
 */
@Injectable()
export class ConsoleDestination implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly scope = new CleanScope();
  private link: RunningLink | undefined;

  constructor(
    @Inject(consoleConfig.KEY) private readonly config: ConsoleConfig,
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
    private readonly delivery: DeliveryService,
    private readonly http: HttpAdapterHost,
    destinations: OtlpDestinations,
  ) {
    if (config.target) destinations.add(this.destination(config.target));
    else delivery.announce({ sink: 'console', state: 'off', variable: 'CONSOLE=on' });
  }

  onApplicationBootstrap(): void {
    const { target } = this.config;
    if (target === undefined) return;
    const server: Server = this.http.httpAdapter.getHttpServer();
    server.once('listening', () => {
      this.scope.run(() => void this.begin(target, server.address() as AddressInfo));
    });
  }

  /** After the last flush, which still goes to the console. */
  async onApplicationShutdown(): Promise<void> {
    await this.delivery.flush();
    await this.link?.end();
  }

  private destination(target: ConsoleTarget): OtlpDestination {
    const endpoint = (path: string): OtlpEndpoint => ({
      url: `${target.origin}${path}`,
      headers: consoleHeaders(target),
      encoding: 'protobuf',
      gzip: false,
      timeoutMs: TIMEOUT_MS,
      keyVariable: 'CONSOLE_TOKEN',
    });
    return {
      sink: 'console',
      traces: endpoint('/v1/traces'),
      logs: endpoint('/v1/logs'),
      flushIntervalMs: 250,
      isUp: () => this.link?.isUp ?? false,
    };
  }

  /** Never rejects: without a console the service does without. */
  private async begin(target: ConsoleTarget, { port }: AddressInfo): Promise<void> {
    const { config, delivery, telemetry } = this;
    const { environment } = config;
    try {
      const { startLink } = await import('./start-link.js');
      this.link = startLink({ target, servicePort: port, environment, delivery, resource: telemetry.resource });
    } catch (error) {
      new Logger('Console').warn(`telemetry console: could not be looked for: ${String(error)}`);
    }
  }
}

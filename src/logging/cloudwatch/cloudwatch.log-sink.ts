import { Inject, Injectable } from '@nestjs/common';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { Logger } from 'winston';
import type Transport from 'winston-transport';
import { DeliveryService } from '../../delivery/index.js';
import { WINSTON_LOGGER } from '../index.js';
import { cloudWatchConfig, type CloudWatchConfig } from './cloudwatch.config.js';
import { CloudWatchProtocol } from './cloudwatch.protocol.js';
import { EarlyTransport } from './early.transport.js';
import { LogEvents } from './log-events.js';
import { LogStream } from './log-stream.js';

/** Adds the transport to the logger: when it is built, as the lines of the boot are printed before any module starts. */
@Injectable()
export class CloudWatchLogSink {
  private transport: Transport | undefined;

  constructor(
    @Inject(cloudWatchConfig.KEY) private readonly config: CloudWatchConfig,
    @Inject(WINSTON_LOGGER) private readonly logger: Logger,
    private readonly delivery: DeliveryService,
  ) {
    if (config.logGroup === undefined)
      delivery.announce({ sink: 'cloudwatch', state: 'off', variable: 'CLOUDWATCH_LOG_GROUP' });
    else this.start(config.logGroup);
  }

  private start(logGroupName: string): void {
    const { logStream: logStreamName, retentionDays } = this.config;
    const stream = new LogStream({ logGroupName, logStreamName, retentionDays });
    const protocol = new CloudWatchProtocol(() => this.connect(events), stream);
    const destination = `log group ${logGroupName}, stream ${logStreamName}, ${this.where()}`;
    // A restart has a stream of its own; what the spool holds goes to whichever is there.
    const spooledAs = `log group ${logGroupName}, ${this.where()}`;
    const events: LogEvents = new LogEvents(
      this.delivery.openQueue({ sink: 'cloudwatch', destination, spooledAs, protocol, unit: 'log event' }),
    );
    this.replaceTransport(new EarlyTransport(events));
    this.delivery.onFlush(() => this.replaceTransport(undefined));
    this.delivery.announce({ sink: 'cloudwatch', state: 'on', to: destination });
  }

  /** With the first batch to send, when the boot is over: the AWS SDK takes 100 ms to load. */
  private async connect(events: LogEvents): Promise<CloudWatchLogs> {
    const { CloudWatchTransport } = await import('./cloudwatch.transport.js');
    const transport = new CloudWatchTransport(this.config, events);
    if (this.transport !== undefined) this.replaceTransport(transport);
    return transport.client;
  }

  private where(): string {
    const { endpoint, region = 'the region of the AWS profile' } = this.config;
    return endpoint === undefined ? region : new URL(endpoint).host;
  }

  private replaceTransport(next: Transport | undefined): void {
    if (this.transport !== undefined) this.logger.remove(this.transport);
    if (next !== undefined) this.logger.add(next);
    this.transport = next;
  }
}

import WinstonCloudWatch, { type CloudwatchTransportOptions } from 'winston-cloudwatch';
import type { LogLine } from '../index.js';
import { cloudWatchClient } from './cloudwatch.client.js';
import type { CloudWatchConfig } from './cloudwatch.config.js';
import type { LogEvents } from './log-events.js';

/**
 * winston-cloudwatch's transport, its name and its options, with our way out: its own upload reverses events of one
 * millisecond, loses a backlog, and never lets the process end. Loading this file costs 100 ms (the AWS SDK).
 */
export class CloudWatchTransport extends WinstonCloudWatch {
  readonly client: NonNullable<CloudwatchTransportOptions['cloudWatchLogs']>;

  constructor(
    { logGroup = '', logStream, retentionDays, region, endpoint }: CloudWatchConfig,
    private readonly events: LogEvents,
  ) {
    const client = cloudWatchClient({ region, endpoint });
    super({
      cloudWatchLogs: client,
      logGroupName: logGroup,
      logStreamName: logStream,
      retentionInDays: retentionDays,
      jsonMessage: true,
    });
    this.client = client;
    this.level = undefined;
  }

  override log(line: LogLine, next: () => void): void {
    next();
    this.events.take(line);
  }

  /** Its callers wait for what was logged so far: until it is delivered or dropped. */
  override kthxbye(callback: (...none: never[]) => void): void {
    void this.flushThen(callback);
  }

  /** The upload of the package, which nothing calls any more. */
  submit(callback: () => void): void {
    this.kthxbye(callback);
  }

  private async flushThen(callback: () => void): Promise<void> {
    await this.events.flush();
    callback();
  }
}

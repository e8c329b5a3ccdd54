import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Logger } from '@nestjs/common';
import { FailedCall } from './failed-call.js';

export interface LogStreamOptions {
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly retentionDays: number;
}

/**
 * The group and stream that lines go to, made when first needed and again when somebody deleted them. The stream is
 * tried first: where the group exists nothing more is asked for, neither its permission nor a change of its retention.
 */
export class LogStream {
  readonly logGroupName: string;
  readonly logStreamName: string;
  private readonly retentionDays: number;
  private readonly logger = new Logger('CloudWatch');
  private exists = false;
  private retentionIsDue = false;

  constructor({ logGroupName, logStreamName, retentionDays }: LogStreamOptions) {
    this.logGroupName = logGroupName;
    this.logStreamName = logStreamName;
    this.retentionDays = retentionDays;
  }

  /** The API said that group or stream is gone. */
  forget(): void {
    this.exists = false;
  }

  async ensure(client: CloudWatchLogs, signal: AbortSignal): Promise<void> {
    if (this.exists) return;
    const { logGroupName, logStreamName } = this;
    const options = { abortSignal: signal };
    const createStream = () =>
      unlessThere('logs:CreateLogStream', () => client.createLogStream({ logGroupName, logStreamName }, options));
    try {
      await createStream();
    } catch (error) {
      if (!(error instanceof FailedCall) || error.code !== 'ResourceNotFoundException') throw error;
      this.retentionIsDue = await unlessThere('logs:CreateLogGroup', () =>
        client.createLogGroup({ logGroupName }, options),
      );
      await createStream();
    }
    if (this.retentionIsDue) await this.setRetention(client, signal);
    this.exists = true;
  }

  /** Lines are worth more than their retention: not being allowed to set it is said, and no reason to stop. */
  private async setRetention(client: CloudWatchLogs, abortSignal: AbortSignal): Promise<void> {
    const { logGroupName, retentionDays: retentionInDays } = this;
    try {
      await FailedCall.from('logs:PutRetentionPolicy', () =>
        client.putRetentionPolicy({ logGroupName, retentionInDays }, { abortSignal }),
      );
    } catch (error) {
      if (!(error instanceof FailedCall) || error.code !== 'AccessDeniedException') throw error;
      this.logger.warn(
        `log group ${logGroupName} keeps its events for ever: allow logs:PutRetentionPolicy, or set its retention by hand`,
      );
    }
    this.retentionIsDue = false;
  }
}

/** @returns whether it was made just now */
async function unlessThere(action: string, create: () => Promise<unknown>): Promise<boolean> {
  try {
    await FailedCall.from(action, create);
    return true;
  } catch (error) {
    if (error instanceof FailedCall && error.code === 'ResourceAlreadyExistsException') return false;
    throw error;
  }
}

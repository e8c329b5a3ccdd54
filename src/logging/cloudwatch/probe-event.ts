import type { CloudWatchConfig } from './cloudwatch.config.js';
import { FailedCall } from './failed-call.js';
import { LogStream } from './log-stream.js';

/**
 * One event, by the calls that the service's own lines take: group and stream are made where they are missing. Loads the
 * AWS SDK.
 *
 * @throws FailedCall naming the action that failed
 */
export async function putProbeEvent(
  config: CloudWatchConfig & { readonly logGroup: string },
  message: string,
  signal: AbortSignal,
): Promise<void> {
  const { logGroup: logGroupName, logStream: logStreamName, retentionDays } = config;
  const { cloudWatchClient } = await import('./cloudwatch.client.js');
  const client = cloudWatchClient(config);
  try {
    await new LogStream({ logGroupName, logStreamName, retentionDays }).ensure(client, signal);
    const logEvents = [{ timestamp: Date.now(), message }];
    await FailedCall.from('logs:PutLogEvents', () =>
      client.putLogEvents({ logGroupName, logStreamName, logEvents }, { abortSignal: signal }),
    );
  } finally {
    client.destroy();
  }
}

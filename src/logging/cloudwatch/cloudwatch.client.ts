import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { CloudWatchConfig } from './cloudwatch.config.js';
import { DeliveryRequestHandler } from './delivery.request-handler.js';

/**
 * The AWS SDK's client, for its credential chain, its signing and its reading of answers. Sending and trying again are
 * delivery's: the SDK makes one attempt.
 */
export function cloudWatchClient({ region, endpoint }: Pick<CloudWatchConfig, 'region' | 'endpoint'>): CloudWatchLogs {
  return new CloudWatchLogs({
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 1,
    requestHandler: new DeliveryRequestHandler(),
  });
}

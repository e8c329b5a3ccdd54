import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { CloudWatchConfig } from './cloudwatch.config.js';
import { DeliveryRequestHandler } from './delivery.request-handler.js';
import { EVENTS_AS_JSON } from './encoded-events.js';

/**
 * The AWS SDK's client, for its credential chain, its signing and its reading of answers. Sending and trying again are
 * delivery's: the SDK makes one attempt. Events that are JSON already go into the request as they are, after the SDK has
 * written all else of it and before it signs.
 */
export function cloudWatchClient({ region, endpoint }: Pick<CloudWatchConfig, 'region' | 'endpoint'>): CloudWatchLogs {
  const client = new CloudWatchLogs({
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 1,
    requestHandler: new DeliveryRequestHandler(),
  });
  client.middlewareStack.add(
    (next) => (args) => {
      const events: unknown = Reflect.get(args.input, EVENTS_AS_JSON);
      if (events instanceof Uint8Array) Reflect.set(Object(args.request), 'body', bodyWith(events, args.input));
      return next(args);
    },
    { name: 'eventsAsJson', step: 'build', priority: 'high' },
  );
  return client;
}

function bodyWith(events: Uint8Array, input: object): Buffer {
  const { logEvents: _, ...rest } = input as { readonly logEvents?: unknown };
  const head = JSON.stringify(rest).slice(0, -1);
  return Buffer.concat([Buffer.from(`${head},"logEvents":`), events, Buffer.from('}')]);
}

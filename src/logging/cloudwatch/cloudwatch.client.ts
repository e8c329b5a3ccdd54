import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Body, BufferPool, type Framing } from '../../delivery/index.js';
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
  const pool = new BufferPool();
  client.middlewareStack.add(
    (next) => async (args) => {
      const events: unknown = Reflect.get(args.input, EVENTS_AS_JSON);
      if (!(events instanceof Uint8Array)) return next(args);
      const body = Body.of([{ bytes: events, items: 1 }], around(args.input), pool);
      Reflect.set(Object(args.request), 'body', body.bytes);
      const answer = await next(args);
      // Of a request that failed the system may still read.
      body.free();
      return answer;
    },
    { name: 'eventsAsJson', step: 'build', priority: 'high' },
  );
  return client;
}

/** The request's JSON around its events. */
function around(input: object): Framing {
  const { logEvents: _, ...rest } = input as { readonly logEvents?: unknown };
  return { prefix: `${JSON.stringify(rest).slice(0, -1)},"logEvents":`, separator: '', suffix: '}' };
}

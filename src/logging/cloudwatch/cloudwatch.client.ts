import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { CloudWatchConfig } from './cloudwatch.config.js';
import { BufferPool } from '../../delivery/index.js';
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
      const parts = [headOf(args.input), events, END];
      const bytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
      const buffer = pool.take(bytes);
      parts.reduce((at, part) => (buffer.set(part, at), at + part.byteLength), 0);
      Reflect.set(Object(args.request), 'body', buffer.subarray(0, bytes));
      const answer = await next(args);
      // Of a request that failed the system may still read.
      pool.give(buffer);
      return answer;
    },
    { name: 'eventsAsJson', step: 'build', priority: 'high' },
  );
  return client;
}

const END = Buffer.from('}');

/** The request's JSON up to its events. */
function headOf(input: object): Buffer {
  const { logEvents: _, ...rest } = input as { readonly logEvents?: unknown };
  return Buffer.from(`${JSON.stringify(rest).slice(0, -1)},"logEvents":`);
}

import { post, type HttpAnswer } from '../delivery/index.js';
import { ItemBuilder } from './item/item-builder.js';
import type { RollbarConfig } from './rollbar.config.js';

/** One item of level debug, as the service would build it, and Rollbar's answer as it came. */
export async function postProbeItem(
  config: RollbarConfig & { readonly accessToken: string },
  { message, traceId, signal }: { readonly message: string; readonly traceId: string; readonly signal: AbortSignal },
): Promise<HttpAnswer> {
  const context = { level: 'debug', traceId } as const;
  return post({
    url: config.endpoint,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'cruddur-backend (doctor)',
      'x-rollbar-access-token': config.accessToken,
    },
    body: new ItemBuilder(config).build({ message, context, atMs: Date.now() }),
    signal,
  });
}

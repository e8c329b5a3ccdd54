import {
  keepAliveAgent,
  outcomeOfHttp,
  post,
  type DeliveryBatch,
  type DeliveryOutcome,
  type DeliveryProtocol,
  type HttpAnswer,
} from '../delivery/index.js';
import type { RollbarConfig } from './rollbar.config.js';

/** What the API takes at most: https://docs.rollbar.com/docs/api-items-limits */
export const MAX_ITEM_BYTES = 512 * 1024;

const MAX_WAIT_MS = 5 * 60_000;
const ADVICE = 'Check ROLLBAR_ACCESS_TOKEN: a token of this project, enabled, with the scope post_server_item.';

/** Rollbar's item API as the delivery queue speaks it: one item a request. https://docs.rollbar.com/reference/create-item */
export class RollbarProtocol implements DeliveryProtocol {
  readonly framing = { prefix: '', separator: '', suffix: '' };
  /** The API does not say that it takes it. */
  readonly gzip = false;
  readonly limits = {
    maxBatchBytes: MAX_ITEM_BYTES,
    maxBatchGroups: 1,
    flushIntervalMs: 0,
    attemptTimeoutMs: 10_000,
    maxInFlight: 2,
  } as const;

  private readonly agent: ReturnType<typeof keepAliveAgent>;

  constructor(private readonly config: Pick<RollbarConfig, 'endpoint'> & { readonly accessToken: string }) {
    this.agent = keepAliveAgent(config.endpoint);
  }

  async send(batch: DeliveryBatch, signal: AbortSignal): Promise<DeliveryOutcome> {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'cruddur-backend (Rollbar)',
      'x-rollbar-access-token': this.config.accessToken,
    };
    const body = await batch.body();
    return outcomeOf(await post({ url: this.config.endpoint, headers, body, signal, agent: this.agent }));
  }

  close(): void {
    this.agent.destroy();
  }
}

function outcomeOf(answer: HttpAnswer): DeliveryOutcome {
  const outcome = outcomeOfHttp(answer, { retry: [500], advice: ADVICE });
  const said = messageOf(answer.body);
  if (outcome.kind === 'delivered') {
    return said === undefined
      ? outcome
      : { kind: 'refused', reason: 'rejected', because: `HTTP ${answer.status}: ${said}` };
  }
  if (answer.status === 429) {
    const retryAfterMs = untilReset(answer) ?? (outcome.kind === 'retry' ? outcome.retryAfterMs : undefined);
    const because = "HTTP 429: the token's or the account's rate limit is reached";
    return { kind: 'retry', because, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }
  return said === undefined ? outcome : { ...outcome, because: `${outcome.because}: ${said}` };
}

/** What Rollbar says is wrong, in an answer such as `{"err": 1, "message": "access token not found"}`. */
function messageOf(body: Buffer): string | undefined {
  try {
    const { err, message } = JSON.parse(body.toString('utf8')) as { err?: unknown; message?: unknown };
    if (!err) return undefined;
    return typeof message === 'string' ? message.slice(0, 200) : 'it says that there is an error, and not which';
  } catch {
    return undefined; // no answer of Rollbar's own, but of something between
  }
}

/** The wait that Rollbar names with a 429, in seconds: https://docs.rollbar.com/docs/rate-limits */
function untilReset({ headers }: HttpAnswer): number | undefined {
  const seconds = headers['x-rate-limit-remaining-seconds'];
  const waitMs = typeof seconds === 'string' && /^\d+$/.test(seconds) ? Number(seconds) * 1_000 : undefined;
  return waitMs === undefined ? undefined : Math.min(waitMs, MAX_WAIT_MS);
}

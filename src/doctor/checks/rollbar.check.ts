import type { HttpAnswer } from '../../delivery/index.js';
import { postProbeItem, rollbarConfig } from '../../rollbar/index.js';
import type { Check } from '../check.js';
import { Diagnosis } from '../diagnosis.js';
import { explainNetwork } from '../explain/explain-network.js';
import { resolveName } from '../explain/resolve-name.js';
import { targetOf } from '../explain/target.js';
import { offBecauseOf } from './off-because-of.js';

const TOKEN_ADVICE =
  'check ROLLBAR_ACCESS_TOKEN: the token of this project with the scope post_server_item (Settings, Project Access Tokens), enabled';

/** Rollbar takes an item of level debug, or says why not. */
export const rollbarCheck: Check = {
  destination: 'rollbar',
  variables: ['ROLLBAR_ACCESS_TOKEN', 'ROLLBAR_ENDPOINT', 'ROLLBAR_ENVIRONMENT'],
  run: async ({ surroundings, span, clock, signal }) => {
    const config = rollbarConfig.from(surroundings.environment);
    const { accessToken, endpoint, environment } = config;
    if (accessToken === undefined) return offBecauseOf('ROLLBAR_ACCESS_TOKEN', surroundings, ['ROLLBAR_ENDPOINT']);
    const target = targetOf(endpoint, 'ROLLBAR_ENDPOINT', surroundings);
    await resolveName(target);
    const message = 'The doctor was here: a probe, not an error';
    const item = { message, traceId: span.traceId, signal };
    const answer = await postProbeItem({ ...config, accessToken }, item).catch((error: unknown) => {
      throw explainNetwork(error, target) ?? error;
    });
    clock.hear(target.host, answer.headers.date);
    const uuid = expectAccepted(answer, endpoint);
    return {
      because: `an item of level debug was accepted in environment ${environment}${uuid ? `: https://rollbar.com/occurrence/uuid/?uuid=${uuid}` : ''}`,
    };
  },
};

/** @returns the item's uuid, by which it is found */
function expectAccepted({ status, body }: HttpAnswer, endpoint: string): string | undefined {
  const { err, message, result } = parsed(body);
  const said = typeof message === 'string' ? `: ${message}` : '';
  if (status === 200 && err === 0) return typeof result?.uuid === 'string' ? result.uuid : undefined;
  if (status === 401 || status === 403) throw new Diagnosis(`HTTP ${status}${said}`, TOKEN_ADVICE);
  if (status === 429)
    throw new Diagnosis(
      `HTTP 429, the rate limit of the token or the account is reached${said}`,
      'wait for the next period, or raise the limit in Rollbar',
    );
  if (status === 404 || status === 405 || (status < 400 && err === undefined)) {
    const { origin, pathname } = new URL(endpoint);
    throw new Diagnosis(
      `HTTP ${status}, ${origin + pathname} is no item API${said}`,
      "correct ROLLBAR_ENDPOINT: the full URL, ending in /api/1/item/; or remove it for Rollbar's own",
    );
  }
  if (status >= 500)
    throw new Diagnosis(`HTTP ${status}${said}`, 'Rollbar is in trouble itself (status.rollbar.com): try again');
  throw new Diagnosis(
    `HTTP ${status}, the item was refused${said}`,
    `${TOKEN_ADVICE}; ROLLBAR_ENVIRONMENT and CODE_VERSION are part of the item`,
  );
}

function parsed(body: Buffer): {
  readonly err?: unknown;
  readonly message?: unknown;
  readonly result?: { uuid?: unknown };
} {
  try {
    return Object(JSON.parse(body.toString('utf8'))) as ReturnType<typeof parsed>;
  } catch {
    return {}; // not Rollbar's answer, but of something between
  }
}

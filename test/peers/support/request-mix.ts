import { randomBytes } from 'node:crypto';

/** A request, and what the trace of it must hold. */
export interface MixedRequest {
  readonly path: string;
  readonly post?: string;
  readonly status: number;
  readonly server: string;
  /** The span names below the server span, each the child of the one before. */
  readonly below: readonly string[];
}

/** A request that was answered, by the ids that its answer named. */
export interface AnsweredRequest {
  readonly request: MixedRequest;
  readonly traceId: string;
  readonly spanId: string;
  /** The span that the caller said it comes from. */
  readonly parentSpanId: string;
}

const activity = JSON.stringify({ message: 'Nachricht 😀', ttl: '1-hour' });
const unknownUuid = '00000000-1111-4222-8333-444444444444';

const kinds: readonly MixedRequest[] = [
  {
    path: '/api/activities/home',
    status: 200,
    server: 'GET /api/activities/home',
    below: ['home-activities-mock-data'],
  },
  { path: '/api/activities/@worf', status: 200, server: 'GET /api/activities/@:handle', below: ['activities_users', 'mock-data'] }, // prettier-ignore
  { path: '/api/activities/search?term=prune', status: 200, server: 'GET /api/activities/search', below: ['activities_search'] }, // prettier-ignore
  { path: '/api/activities/search', status: 422, server: 'GET /api/activities/search', below: ['activities_search'] },
  { path: `/api/activities/${unknownUuid}`, status: 404, server: 'GET /api/activities/:uuid', below: ['activities_show'] }, // prettier-ignore
  {
    path: '/api/activities',
    post: activity,
    status: 200,
    server: 'POST /api/activities',
    below: ['activities_create'],
  },
  { path: '/api/message_groups', status: 200, server: 'GET /api/message_groups', below: ['message_groups'] },
  { path: '/rollbar/error', status: 500, server: 'GET /rollbar/error', below: [] },
  { path: '/nowhere', status: 404, server: 'GET', below: [] },
  { path: '/api/activities', post: '{', status: 400, server: 'POST', below: [] },
];

/** How many spans the requests make. */
export function spansOf(answered: readonly AnsweredRequest[]): number {
  return answered.reduce((sum, { request }) => sum + 1 + request.below.length, 0);
}

/**
 * Asks the service at `url` `count` times, a mix of everything that it does, four at a time; every second request comes
 * from a trace of its caller's. `afterEach` is called with how many are answered, and waited for.
 *
 * @throws where an answer is not what the request's kind says.
 */
export async function askMix(
  url: string,
  count: number,
  afterEach: (answered: number) => unknown = () => undefined,
): Promise<AnsweredRequest[]> {
  const answered: AnsweredRequest[] = [];
  let next = 0;
  const caller = async () => {
    while (next < count) {
      const number = next++;
      answered.push(await ask(url, kinds[number % kinds.length]!, number % 4 < 2));
      await afterEach(answered.length);
    }
  };
  await Promise.all([caller(), caller(), caller(), caller()]);
  return answered;
}

async function ask(url: string, request: MixedRequest, isTraced: boolean): Promise<AnsweredRequest> {
  const [callersTrace, parentSpanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  const answer = await fetch(url + request.path, {
    ...(request.post === undefined ? {} : { method: 'POST', body: request.post }),
    headers: {
      'content-type': 'application/json',
      ...(isTraced ? { traceparent: `00-${callersTrace}-${parentSpanId}-01`, tracestate: 'caller=mix' } : {}),
    },
  });
  await answer.arrayBuffer();
  const [, traceId = '', spanId = ''] = (answer.headers.get('traceresponse') ?? '').split('-');
  const isJoined = !isTraced || traceId === callersTrace;
  if (answer.status !== request.status || !isJoined || spanId === '')
    throw new Error(`${request.path}: answered ${answer.status} ${answer.headers.get('traceresponse')}`);
  return { request, traceId, spanId, parentSpanId: isTraced ? parentSpanId : '' };
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppProcess } from './support/app-process.js';
import { CANARIES, canaryTexts as canary, escaped } from './support/canaries.js';
import { eventually } from './support/eventually.js';
import { FourDestinations } from './support/four-destinations.js';

/** Ways that lead into Rollbar's items alone, where the vendor's list of names would have masked them, had ours not. */
const KNOWN_TO_ROLLBAR = [
  'header authorization',
  'header cookie',
  'header x-csrf-token',
  'header referer, query',
  'header baggage, name',
  'header baggage, value',
  'header x-amzn-trace-id',
  'body password',
];

/** Everything that left one process, from its boot to its end, and what it answered. */
async function everythingThatLeaves(environment: Record<string, string>): Promise<string> {
  const destinations = await FourDestinations.start();
  const partner = createServer((_request, response) => response.end());
  partner.listen(0, '127.0.0.1');
  await once(partner, 'listening');
  const app = AppProcess.spawn(
    {
      ...destinations.environment,
      OTEL_LOGS_EXPORTER: 'otlp',
      OTEL_METRICS_EXPORTER: 'otlp',
      OTEL_RESOURCE_ATTRIBUTES: `db.password=${canary['resource name']},build=${canary['resource value']}`,
      REDACT_NAMES: 'nickname',
      REDACT_EMAILS: 'true',
      CANARIES: JSON.stringify(canary),
      CANARY_OUTGOING: `http://127.0.0.1:${(partner.address() as AddressInfo).port}/partner`,
      ...environment,
    },
    'test/support/canary-main.mjs',
  );
  const url = await eventually(() => {
    const found = /listening on (http:\/\/[\d.:]+)/.exec(app.lines.join('\n'))?.[1];
    if (found === undefined) throw new Error(`does not listen yet: ${app.lines.join('\n')} ${app.errors.join('\n')}`);
    return found;
  });
  const answers = await sendCanaries(url);
  expect(answers.map(({ status }) => status)).toEqual([200, 500, 503, 500, 404, 200]);
  expect(await app.stop()).toBe(0);
  partner.close();
  const { otlp, xray, rollbar, cloudwatch } = destinations;
  // That there is something to search: all destinations had their part of it.
  expect(otlp.spans().map(({ name }) => name)).toContain('POST /canary/fails/*path');
  expect(otlp.logs().length).toBeGreaterThan(10);
  expect(otlp.metrics().map(({ name }) => name)).toContain('http.server.request.duration');
  expect(xray.datagrams.length).toBeGreaterThanOrEqual(6);
  expect(rollbar.items()).toHaveLength(3);
  expect(cloudwatch.events('cruddur').length).toBeGreaterThan(10);
  await destinations.stop();
  return [
    ...otlp.requests.flatMap(({ headers, sent, body }) => [JSON.stringify(headers), sent.toString('latin1'), body.toString('latin1')]),
    ...xray.datagrams.map(String),
    ...rollbar.bodies,
    ...cloudwatch.calls.map(({ headers, input }) => JSON.stringify([headers, input])),
    ...app.lines,
    ...app.errors,
    ...answers.map(({ text }) => text),
  ].join('\n'); // prettier-ignore
}

async function sendCanaries(url: string): Promise<{ status: number; text: string }[]> {
  const headers = {
    authorization: `Custom ${canary['header authorization']}`,
    'proxy-authorization': canary['header proxy-authorization'],
    cookie: `theme=dark; sid=${canary['header cookie']}; lang=en`,
    'x-api-key': canary['header x-api-key'],
    'x-honeycomb-team': canary['header x-honeycomb-team'],
    'x-csrf-token': canary['header x-csrf-token'],
    'x-amz-security-token': canary['header x-amz-security-token'],
    'x-note': `please use ${canary['header of any name']}`,
    'user-agent': `agent/1 (${canary['header user-agent']})`,
    referer: `https://me:${canary['header referer, userinfo']}@web.example/login?next=1&token=${canary['header referer, query']}`,
    'x-forwarded-for': `10.0.0.1, ${canary['header x-forwarded-for']}`,
    baggage: `user.token=${canary['header baggage, name']},note=${canary['header baggage, value']}`,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    tracestate: `vendor=${canary['header tracestate']}`,
    'x-amzn-trace-id': `Root=1-0af76519-16cd43dd8448eb211c80319c;Secret=${canary['header x-amzn-trace-id']}`,
    'content-type': 'application/json',
  };
  const query = [
    `password=${canary['query password']}`,
    `sig=${canary['query sig']}`,
    `next=${encodeURIComponent(`/cb?token=${canary['query in a query']}`)}`,
    `q=${canary['query value']}`,
    `n=${canary['query card']}`,
    canary['query without equals sign'],
  ].join('&');
  const path = [
    canary['path segment'],
    'token',
    canary['path behind a name'],
    `a;jsessionid=${canary['path parameter']}`,
    encodeURIComponent(canary['path encoded']),
  ].join('/');
  const body = JSON.stringify({
    password: canary['body password'],
    user: { profile: [{ clientSecret: canary['body nested'] }] },
    note: canary['body text'],
    number: Number(canary['body number']),
    list: ['one', canary['body list']],
    nickName: canary['body further name'],
  });
  const answers: { status: number; text: string }[] = [];
  const ask = async (target: string, init?: RequestInit) => {
    const answer = await fetch(`${url}${target}`, init);
    answers.push({ status: answer.status, text: JSON.stringify([...answer.headers]) + (await answer.text()) });
  };
  await ask('/canary/telemetry');
  await ask(`/canary/fails/${path}?${query}`, { method: 'POST', headers, body });
  await ask('/canary/answers');
  await ask('/canary/throws');
  // What the application's own routes make of them; the answer of an unknown path would say it to whoever asked.
  await ask(`/no/such/path?${query}`, { headers });
  await ask(`/api/activities/search?term=cloud&${query}`, { headers });
  return answers;
}

describe('sixty secrets on sixty ways out', () => {
  it.each([
    ['JSON on stdout', { LOG_FORMAT: 'json' }],
    ['lines for people and spans on stdout', { LOG_FORMAT: 'pretty', STDOUT_SPANS: 'true', NODE_ENV: 'development' }],
  ])(
    'do not get out: not one, with %s',
    async (_how, environment) => {
      const bytes = await everythingThatLeaves({ ...environment });
      expect(escaped(bytes)).toEqual([]);
      expect(bytes).toContain('[redacted]');
    },
    60_000,
  );

  it("would get out if nothing were redacted, but for what Rollbar's package knows too, so that each way is one", async () => {
    const found = escaped(await everythingThatLeaves({ LOG_FORMAT: 'json', CANARY_REDACTION: 'off' }));
    expect(CANARIES).toHaveLength(60);
    expect(CANARIES.map(({ name }) => name).filter((name) => !found.includes(name))).toEqual(KNOWN_TO_ROLLBAR);
  }, 60_000);
});

describe("the application's own keys", () => {
  it('are in no line, no body and no answer', async () => {
    const bytes = await everythingThatLeaves({ LOG_FORMAT: 'json', LOG_LEVEL: 'silly' });
    expect(bytes).toContain('Credential=');
    for (const key of ['post-server-item-token', 'test-secret']) expect(bytes).not.toContain(key);
  }, 60_000);
});

import type { INestApplication } from '@nestjs/common';
import { DeliveryModule } from '../src/delivery/index.js';
import { RollbarModule } from '../src/rollbar/index.js';
import { createApp } from './support/create-app.js';
import { rawRequest, type RawAnswer } from './support/raw-request.js';
import { EXCEPTIONS } from './golden/exceptions.js';
import { RECORDED, type Exchange } from './golden/exchange.js';
import { RULES } from './golden/rules.js';
import { comparable } from './golden/comparable.js';

const ORIGINS = { FRONTEND_URL: 'http://127.0.0.1:3000', BACKEND_URL: 'http://127.0.0.1:4567' };
const COMPARED_HEADERS = [
  'content-type',
  'vary',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'access-control-allow-methods',
  'access-control-allow-headers',
];

describe('the original’s recorded exchanges', () => {
  /** What only reads has an application of its own: what the others create is not in its lists. */
  let reading: INestApplication;
  let writing: INestApplication;

  beforeAll(async () => {
    const options = { environment: ORIGINS, imports: [DeliveryModule, RollbarModule] };
    [reading, writing] = await Promise.all([createApp(options), createApp(options)]);
    await Promise.all([reading.listen(0, '127.0.0.1'), writing.listen(0, '127.0.0.1')]);
  });
  afterAll(() => Promise.all([reading.close(), writing.close()]));

  it('are all there, and each exception is for some of them', () => {
    const ids = RECORDED.map(({ id }) => id);
    const excepted = EXCEPTIONS.flatMap(({ of }) => of);

    expect(ids).toHaveLength(264);
    expect(excepted.filter((id) => !ids.includes(id))).toEqual([]);
    expect(excepted).toHaveLength(new Set(excepted).size);
    expect(RECORDED.filter(({ id, bug }) => bug && !excepted.includes(id))).toEqual([]);
  });

  it.each(RECORDED.map((exchange) => [exchange.id, exchange] as const))('%s', async (_id, exchange) => {
    const app = exchange.method === 'POST' ? writing : reading;
    const body = exchange.request_body_base64
      ? Buffer.from(exchange.request_body_base64, 'base64')
      : exchange.request_body;
    const sentAt = Date.now();
    const answer = await rawRequest(app, { ...exchange, body });
    const expected = amended(exchange);

    expect(answer.status).toBe(expected.method === 'OPTIONS' && expected.status === 200 ? 204 : expected.status);
    expect(comparedHeaders(answer.headers)).toEqual(comparedHeaders(expected.answer_headers));
    if (answer.status === 405) expect(answer.headers.allow).toBe(allowed(exchange));
    expectBody(answer, expected, sentAt);
  });
});

function amended(exchange: Exchange): Exchange {
  const exception = EXCEPTIONS.find(({ of }) => of.includes(exchange.id));
  const expected = { ...exchange, ...exception?.expected(exchange) };
  const answer_headers = RULES.reduce((headers, rule) => rule.headers(headers, expected), expected.answer_headers);
  return { ...expected, answer_headers };
}

/** Not recorded of the original, but a 405 has to say it: the paths that take a POST take nothing else. */
function allowed({ path }: Exchange): string {
  return /^\/api\/(activities|messages)$|\w\/reply$/.test(path) ? 'POST, OPTIONS' : 'GET, HEAD, OPTIONS';
}

function comparedHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, unknown> {
  const found = COMPARED_HEADERS.filter((name) => headers[name] !== undefined).map((name) => [name, headers[name]]);
  const { 'content-type': type, ...others } = Object.fromEntries(found);
  // Express names the charset, the original does not; JSON has none but UTF-8.
  return { ...others, type: type?.split(';')[0] };
}

function expectBody(answer: RawAnswer, expected: Exchange, sentAt: number): void {
  if (expected.method === 'HEAD' || answer.status === 204) return expect(answer.text).toBe('');
  if (expected.answer_text !== undefined) return expect(answer.text).toBe(expected.answer_text);
  const body: unknown = JSON.parse(answer.text);
  if (expected.answer === undefined) {
    return expect(body).toEqual({
      statusCode: expected.status,
      message: expect.any(String),
      error: expect.any(String),
    });
  }
  expect(comparable(body, sentAt, expected)).toEqual(comparable(expected.answer, undefined, expected));
}

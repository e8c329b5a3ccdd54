import { HttpException, NotFoundException, ServiceUnavailableException } from '@nestjs/common';
import fc from 'fast-check';
import { thrownValue } from '../../test/support/hostile-values.js';
import { errorAnswer } from './error-answer.js';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const INTERNAL = {
  statusCode: 500,
  message: 'Internal server error',
  error: 'Internal Server Error',
  traceId: TRACE_ID,
};

function answer(exception: unknown) {
  const { status, body } = errorAnswer(exception, TRACE_ID);
  return { status, body: JSON.parse(body) as unknown };
}

/** As http-errors makes them, of which Express and body-parser throw. */
const httpError = (status: number, message: string, more: object = {}) =>
  Object.assign(new Error(message), { status, statusCode: status, expose: status < 500, ...more });

describe('errorAnswer', () => {
  it.each<[string, unknown, number, unknown]>([
    ['a list of problems', new HttpException(['message_blank'], 422), 422, ['message_blank']],
    ["Nest's own body", new NotFoundException('Cannot GET /x'), 404, { statusCode: 404, message: 'Cannot GET /x', error: 'Not Found' }],
    ['a text', new HttpException('teapot', 418), 418, { statusCode: 418, message: 'teapot', error: "I'm a Teapot" }],
    ['an object without the usual fields', new HttpException({ field: 'ttl' }, 400), 400, { statusCode: 400, message: 'Http Exception', error: 'Bad Request', field: 'ttl' }],
    ['a chosen 5xx, with the trace', new ServiceUnavailableException('busy'), 503, { statusCode: 503, message: 'busy', error: 'Service Unavailable', traceId: TRACE_ID }],
    ['a list with a 5xx', new HttpException(['one'], 502), 502, { statusCode: 502, message: 'Bad Gateway', error: 'Bad Gateway', traceId: TRACE_ID }],
    ['a body that is too large', httpError(413, 'request entity too large', { type: 'entity.too.large' }), 413, { statusCode: 413, message: 'request entity too large', error: 'Payload Too Large' }],
    ['malformed JSON', httpError(400, 'Unexpected token', { type: 'entity.parse.failed' }), 400, { statusCode: 400, message: 'Unexpected token', error: 'Bad Request' }],
    ['an unknown charset', httpError(415, 'unsupported charset', { type: 'charset.unsupported' }), 415, { statusCode: 415, message: 'unsupported charset', error: 'Unsupported Media Type' }],
    ['a path that cannot be decoded', Object.assign(new URIError('Failed to decode param'), { status: 400 }), 400, { statusCode: 400, message: 'Failed to decode param', error: 'Bad Request' }],
    ["another service's 404", Object.assign(new Error('upstream'), { status: 404 }), 500, INTERNAL],
    ['a 5xx that is no HttpException', httpError(503, 'secret host is down'), 500, INTERNAL],
    ['an exception with no final status', new HttpException('early', 103), 500, INTERNAL],
    ['a body that cannot be JSON', new HttpException({ big: 1n }, 400), 400, { statusCode: 400, message: 'Bad Request', error: 'Bad Request' }],
    ['an error', new Error('secret'), 500, INTERNAL],
    ['null', null, 500, INTERNAL],
    ['undefined', undefined, 500, INTERNAL],
    ['a text that is thrown', 'secret', 500, INTERNAL],
    ['a plain object with a status', { status: 404, message: 'x' }, 500, INTERNAL],
  ])('answers %s', (_title, exception, status, body) => {
    expect(answer(exception)).toEqual({ status, body });
  }); // prettier-ignore

  it('says the real status in the body', () => {
    expect(answer(new HttpException({ statusCode: 200, message: 'fine' }, 409)).body).toMatchObject({
      statusCode: 409,
    });
  });

  it('answers whatever was thrown with a final status and JSON, and never a stack', () => {
    fc.assert(
      fc.property(thrownValue(), (make) => {
        const { status, body } = errorAnswer(make(), TRACE_ID);
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(600);
        expect(JSON.parse(body)).toBeDefined();
        expect(body).not.toMatch(/\n\s+at |error-answer/);
      }),
      { numRuns: 1_000 },
    );
  });
});

import express from 'express';
import request from 'supertest';
import { QueryRefused, RunInUse, RunNotFound, TooBusy, TooLong } from '../store/errors.js';
import { answerErrors } from './answer-errors.js';

describe('an error of the store', () => {
  const noticed: unknown[] = [];

  async function answerTo(error: Error) {
    const app = express();
    app.get('/', () => {
      throw error;
    });
    app.use(answerErrors((each) => noticed.push(each)));
    const { status, body, headers } = await request(app).get('/');
    return { status, body, retryAfter: headers['retry-after'] };
  }

  it.each([
    [new RunNotFound('r1'), 404, 'Not Found'],
    [new RunInUse('r1'), 409, 'Conflict'],
    [new QueryRefused('formulas are not supported'), 422, 'Unprocessable Entity'],
    [new TooBusy(), 429, 'Too Many Requests'],
    [new TooLong(5_000), 504, 'Gateway Timeout'],
  ])('is answered in its own words: %s', async (error, statusCode, name) => {
    const { status, body, retryAfter } = await answerTo(error);
    expect([status, body]).toEqual([statusCode, { statusCode, message: error.message, error: name }]);
    expect(retryAfter).toBe(statusCode === 429 ? '1' : undefined);
    expect(noticed).toEqual([]);
  });

  it('that nobody foresaw is noticed, and tells no more than that it happened', async () => {
    const error = new Error('the password is in here');
    const { status, body } = await answerTo(error);
    expect([status, body.message]).toEqual([500, 'the console failed to answer; its log says why']);
    expect(noticed).toEqual([error]);
  });
});

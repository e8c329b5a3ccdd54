import { outcomeOfHttp } from './http-outcome.js';

const outcomeOf = (status: number, headers = {}, meaning = {}) => outcomeOfHttp({ status, headers }, meaning);

describe('outcomeOfHttp', () => {
  it.each([200, 202, 204])('takes %i as delivered', (status) => {
    expect(outcomeOf(status)).toEqual({ kind: 'delivered' });
  });

  it.each([408, 429, 502, 503, 504])('retries %i', (status) => {
    expect(outcomeOf(status)).toEqual({ kind: 'retry', because: `HTTP ${status}` });
  });

  it('passes on how long the destination wants to be left alone', () => {
    expect(outcomeOf(503, { 'retry-after': '9' })).toMatchObject({ kind: 'retry', retryAfterMs: 9_000 });
  });

  it('splits for 413', () => {
    expect(outcomeOf(413)).toMatchObject({ kind: 'split' });
  });

  it.each([401, 403])('takes %i for a refused key, with the advice of the destination', (status) => {
    const outcome = outcomeOf(status, {}, { advice: 'Look at the key.' });
    expect(outcome).toMatchObject({ kind: 'refused', unauthorized: true, advice: 'Look at the key.' });
    expect(outcomeOf(status)).not.toHaveProperty('advice');
  });

  it.each([
    [301, 'redirected'],
    [307, 'redirected'],
    [400, 'http_400'],
    [404, 'http_404'],
    [422, 'http_422'],
    [500, 'http_500'],
    [501, 'http_501'],
  ])('never retries %i, which is dropped as %s', (status, reason) => {
    const outcome = outcomeOf(status);
    expect(outcome).toMatchObject({ kind: 'refused', reason });
    expect(outcome).not.toHaveProperty('unauthorized');
  });

  it('retries what the documents of a destination add', () => {
    expect(outcomeOf(500, {}, { retry: [500] })).toMatchObject({ kind: 'retry' });
    expect(outcomeOf(501, {}, { retry: [500] })).toMatchObject({ kind: 'refused' });
  });
});

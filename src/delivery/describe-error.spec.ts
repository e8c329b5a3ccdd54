import { describeError, oneLine } from './describe-error.js';

describe('describeError', () => {
  it.each([
    [Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED: connect refused'],
    [
      Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }),
      'connect ECONNREFUSED 127.0.0.1:1',
    ],
    [Object.assign(new AggregateError([]), { code: 'ETIMEDOUT' }), 'ETIMEDOUT: AggregateError'],
    ['a string', 'a string'],
    [undefined, 'a thrown undefined'],
    [{ message: 'not an error' }, 'a thrown object'],
  ])('says %s as %j', (error, expected) => {
    expect(describeError(error)).toBe(expected);
  });

  it('never throws, also where reading does', () => {
    const error = new Error('hidden');
    Object.defineProperty(error, 'message', {
      get: () => {
        throw new Error('no');
      },
    });
    expect(describeError(error)).toBe('an error that cannot be read');
  });

  it('keeps a text to one short line', () => {
    expect(oneLine('a\r\nb\u001b[31mc\u2028d')).toBe('a b [31mc d');
    expect(oneLine('x'.repeat(1_000))).toHaveLength(203);
  });
});

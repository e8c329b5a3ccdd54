import fc from 'fast-check';
import { Redactor } from './redactor.js';

const redactor = new Redactor();

describe('Redactor', () => {
  it.each([
    'password', 'user_password', 'dbPassword', 'X-Api-Key', 'HONEYCOMB_API_KEY', 'x-honeycomb-team', 'Set-Cookie', 'cookie', 'Authorization',
    'proxy-authorization', 'access_token', 'refreshToken', 'client_secret', 'aws_secret_access_key', 'private-key', 'X-CSRF-Token', 'creditCardNumber',
    'http.request.header.authorization', 'userpassword', 'X-Rollbar-Access-Token',
  ])('knows %s as the name of a secret', (name) => {
    expect(redactor.isSecretName(name)).toBe(true);
  }); // prettier-ignore

  it.each([
    'tokens_used',
    'passwordless',
    'http.route',
    'app.result_length',
    'monkey',
    'keyboard',
    'author',
    'session.id',
    'handle',
  ])('leaves %s alone', (name) => {
    expect(redactor.isSecretName(name)).toBe(false);
  });

  it.each([
    ['a eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln b', 'a [redacted] b'],
    ['key AKIAIOSFODNN7EXAMPLE.', 'key [redacted].'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer [redacted]'],
    ['postgres://me:pw@db:5432/x', 'postgres://[redacted]@db:5432/x'],
    ['password=hunter2&x=1', 'password=[redacted]&x=1'],
    ['{"api_key":"abc123","n":1}', '{"api_key":"[redacted]","n":1}'],
    ['paid with 4111 1111 1111 1111 today', 'paid with [redacted] today'],
    ['order 4111111111111112', 'order 4111111111111112'],
    ['at 1763712000000000000 ns', 'at 1763712000000000000 ns'],
    ['ann@example.com', 'ann@example.com'],
    ['the token is nice', 'the token is nice'],
  ])('%s becomes %s', (text, redacted) => {
    expect(redactor.redactText(text)).toBe(redacted);
  });

  it('masks e-mail addresses and further names by choice', () => {
    const strict = new Redactor({ names: ['nick-name'], emails: true });
    expect(strict.redactText('to ann.b+c@mail.example.com!')).toBe('to [redacted]!');
    expect(strict.redactFields({ nickName: 'x', n: 1 })).toEqual({ nickName: '[redacted]', n: 1 });
  });

  it('masks secrets in a query and leaves the rest as it was written', () => {
    expect(redactor.redactUrl('/a?term=b%20c&token=xyz&k=Bearer%20abcdefghijk&flag')).toBe(
      '/a?term=b%20c&token=[redacted]&k=[redacted]&flag',
    );
  });

  it('copies any value to plain JSON, never throws and never hangs', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withSparseArray: true,
          withTypedArray: true,
        }),
        (value) => {
          expect(() => JSON.stringify(redactor.redactFields({ value }))).not.toThrow();
        },
      ),
    );
  });

  it('says what it cannot copy', () => {
    const cyclic: Record<string, unknown> = { n: 1n, s: Symbol('x'), f: () => 1, nan: Number.NaN };
    cyclic.self = cyclic;
    Object.defineProperty(cyclic, 'bad', { enumerable: true, get: () => { throw new Error('no'); } }); // prettier-ignore
    const hostile = new Proxy({}, { ownKeys: () => { throw new Error('no'); } }); // prettier-ignore

    expect(redactor.redactFields({ cyclic, hostile, error: new TypeError('bad thing') })).toMatchObject({
      cyclic: { n: '1', s: 'Symbol(x)', f: '[function]', nan: 'NaN', self: '[circular]', bad: '[unreadable]' },
      hostile: '[unreadable]',
      error: { name: 'TypeError', message: 'bad thing' },
    });
  });

  it('ends on 1 MB texts that are made to be slow', () => {
    for (const piece of ['a.', 'eyJ-', 'token', '1 ', 'a@', '://x', 'bearer ', '-----BEGIN PRIVATE KEY-----'])
      expect(redactor.redactText(piece.repeat(1_000_000 / piece.length))).toEqual(expect.any(String));
  });
});

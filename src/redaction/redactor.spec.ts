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
    ['{"password":"correct horse, battery; staple"}', '{"password":"[redacted]"}'],
    [String.raw`{\"client_secret\": \"a b\",\"n\":1}`, String.raw`{\"client_secret\": \"[redacted]\",\"n\":1}`],
    ["dbPassword='it\\'s' retry=1", "dbPassword='[redacted]' retry=1"],
    ['cookie: theme=dark; sid=abc\nhost: x', 'cookie: [redacted]\nhost: x'],
    ['Authorization: Digest username="x"', 'Authorization: Digest [redacted]'],
    ['user%5Bpassword%5D=x&token%3Dabc', 'user%5Bpassword%5D=[redacted]&token%3D[redacted]'],
    ['<soap:Password type="t">hunter2</soap:Password>', '<soap:Password type="t">[redacted]</soap:Password>'],
    ['postgres://me:p@ss@db/x', 'postgres://[redacted]@db/x'],
    ['x_eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln_', 'x_[redacted]'],
    ['Basic authentication is on', 'Basic authentication is on'],
    ['TokenExpiredError: jwt expired', 'TokenExpiredError: jwt expired'],
    ['    at verify (/app/token.js:10:5)', '    at verify (/app/token.js:10:5)'],
    ['created at 1795000000000', 'created at 1795000000000'],
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

  it.each([
    ['/users/ghp_aaaaaaaaaaaaaaaaaaaaaaaa/x', '/users/[redacted]/x'],
    ['/reset/token/Zx81', '/reset/token/[redacted]'],
    ['/auth/token/refresh', '/auth/token/refresh'],
    ['/a;jsessionid=abc/b', '/a;jsessionid=[redacted]/b'],
    ['https://me:pw@host/a?sig=x#access_token=y', 'https://[redacted]@host/a?sig=[redacted]#access_token=[redacted]'],
    ['/cb?next=%2Fa%3Ftoken%3Dx&b=%', '/cb?next=[redacted]&b=%'],
    ['/a%2Fpassword%3Dx', '/a%2Fpassword%3D[redacted]'],
  ])('shows the URL %s as %s', (url, redacted) => {
    expect(redactor.redactUrl(url)).toBe(redacted);
  });

  it('knows no secret less for what stands around it', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (before, after) => {
        expect(redactor.redactText(`${before} ${jwt} ${after}`)).not.toContain('c2lnbmF0dXJl');
        expect(redactor.redactText(`${before} password=hunter22 ${after}`)).not.toContain('hunter22');
      }),
      { numRuns: 2_000 },
    );
  });

  it('redacts once and for all: a second pass changes nothing', () => {
    for (const text of ['password="a b" x', 'cookie: a=b; c', 'token=[redacted]', 'Authorization: Bearer abcdefgh12']) {
      const once = redactor.redactText(text);
      expect(redactor.redactText(once)).toBe(once);
    }
  });

  it('masks the numbers of payment cards, and no times or ids', () => {
    const fields = { card: 4_111_111_111_111_111, ms: 1_795_000_000_000, us: 1_795_000_000_000_000, n: 12 };
    expect(redactor.redactFields(fields)).toEqual({ ...fields, card: '[redacted]' });
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
    for (const piece of [
      'a.',
      'eyJ-',
      'token',
      '1 ',
      'a@',
      '://x',
      'bearer ',
      '-----BEGIN PRIVATE KEY-----',
      'a=',
      'token: "',
      '\\\\"',
      '<a>',
      '</a>',
      'cookie:',
      'a ',
      '=',
      '4',
    ])
      expect(redactor.redactText(piece.repeat(1_000_000 / piece.length))).toEqual(expect.any(String));
  });
});

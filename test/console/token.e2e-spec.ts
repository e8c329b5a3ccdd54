import { eventually } from '../support/eventually.js';
import { ask, postJson } from './support/ask.js';
import { ConsoleProcess } from './support/console-process.js';

const TOKEN = 'correct-horse-battery-staple-0123456789';
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

let open: ConsoleProcess[] = [];
afterEach(async () => {
  await Promise.all(open.map((one) => one.stop()));
  open = [];
});

async function start(environment: Readonly<Record<string, string>> = { CONSOLE_TOKEN: TOKEN }): Promise<string> {
  const started = await ConsoleProcess.start(environment);
  open.push(started);
  return started.url;
}

describe('a console with a token', () => {
  it('answers programs that have it, and nobody else but with what it is', async () => {
    const url = await start();
    for (const path of ['/api/about', '/api/traces', '/api/live', '/api/openapi.json', '/v1/traces']) {
      const { status, headers } = await ask(url, path);
      expect([path, status]).toEqual([path, 401]);
      expect(headers).toMatchObject({ 'x-cruddur-console': '1', 'www-authenticate': 'Bearer' });
    }
    expect(await ask(url, '/api/about', { headers: bearer(TOKEN) })).toMatchObject({ status: 200 });
    expect(await ask(url, '/api/about', { headers: bearer(`${TOKEN}x`) })).toMatchObject({ status: 401 });
    expect(await ask(url, '/api/about', { headers: { Authorization: TOKEN } })).toMatchObject({ status: 401 });
    expect(await postJson(url, '/v1/traces', {})).toMatchObject({ status: 401 });
    expect(await postJson(url, '/v1/traces', {}, bearer(TOKEN))).toMatchObject({ status: 200 });
    expect(await postJson(url, '/api/owners', {})).toMatchObject({ status: 401 });
  });

  it('has no other spelling of a path behind which it asks for none', async () => {
    const url = await start();
    const spellings = [
      '/API/traces',
      '//api/traces',
      '/api//traces',
      '/%61pi/traces',
      '/api/./traces',
      '/x/../api/traces',
      '/V1/traces',
    ];
    for (const path of spellings) {
      expect([401, 404]).toContain((await ask(url, path)).status);
      expect([401, 404]).toContain((await postJson(url, path, {})).status);
    }
  });

  it('gives its page a cookie for the token in a link, which it takes out of the address', async () => {
    const url = await start();
    const { status, headers } = await ask(url, `/?token=${TOKEN}`);
    expect([status, headers.location]).toEqual([303, '/']);
    const [cookie = ''] = headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(TOKEN);
    const [pair = ''] = cookie.split(';');
    expect(await ask(url, '/api/traces', { headers: { Cookie: `other=1; ${pair}` } })).toMatchObject({ status: 200 });
    expect(await ask(url, '/api/traces', { headers: { Cookie: `${pair}x` } })).toMatchObject({ status: 401 });
    // A browser sends the cookie to every port of the host: it is not the token.
    expect(await ask(url, '/api/traces', { headers: bearer(pair.split('=')[1] ?? '') })).toMatchObject({ status: 401 });
  });

  it('gives no cookie for another token, and one for HTTPS alone where a proxy speaks it', async () => {
    const url = await start();
    const wrong = await ask(url, '/?token=guess');
    expect([wrong.status, wrong.headers['set-cookie']]).toEqual([401, undefined]);
    const proxied = await ask(url, `/?token=${TOKEN}`, { headers: { 'X-Forwarded-Proto': 'https' } });
    expect(proxied.headers['set-cookie']?.[0]).toMatch(/; Secure/);
  });

  it('looks at no further token of an address that gave ten wrong ones', async () => {
    const url = await start();
    for (let attempt = 0; attempt < 10; attempt += 1)
      expect(await ask(url, '/api/about', { headers: bearer(`guess${attempt}`) })).toMatchObject({ status: 401 });
    const { status, headers } = await ask(url, '/api/about', { headers: bearer(TOKEN) });
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });

  it('takes the right token of a program whatever wrong links and old cookies came from its address', async () => {
    const url = await start();
    const link = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    const old = { Cookie: `cruddur_console_${new URL(url).port}=old` };
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(await ask(url, '/?token=guess', { headers: link })).toMatchObject({ status: 401 });
      expect(await ask(url, '/api/about', { headers: old })).toMatchObject({ status: 401 });
    }
    expect(await ask(url, `/?token=${TOKEN}`)).toMatchObject({ status: 429 });
    expect(await ask(url, '/api/about', { headers: old })).toMatchObject({ status: 429 });
    expect(await ask(url, '/api/about', { headers: bearer(TOKEN) })).toMatchObject({ status: 200 });
    expect(await postJson(url, '/v1/traces', {}, bearer(TOKEN))).toMatchObject({ status: 200 });
  });

  it('does not count who gives none', async () => {
    const url = await start();
    for (let attempt = 0; attempt < 12; attempt += 1)
      expect(await ask(url, '/api/about')).toMatchObject({ status: 401 });
    expect(await ask(url, '/api/about', { headers: bearer(TOKEN) })).toMatchObject({ status: 200 });
  });
});

async function linkOf({ lines }: ConsoleProcess): Promise<string> {
  return eventually(() => {
    const said = lines.find((line) => line.startsWith('console: open '));
    if (said === undefined) throw new Error('no link yet');
    return said.replace('console: open ', '');
  });
}

describe('where others can reach it', () => {
  it('makes a token at boot and prints the link, to a name that it answers to', async () => {
    const url = await start({ CONSOLE_HOST: '0.0.0.0' });
    expect(new URL(url).hostname).toBe('localhost');
    const link = await linkOf(open[0]!);
    expect(link).toMatch(new RegExp(`^${url}/\\?token=[\\w-]{43}$`));
    expect(await ask(url, '/api/about')).toMatchObject({ status: 401 });
    expect(await ask(url, '/api/about', { headers: bearer(link.slice(-43)) })).toMatchObject({ status: 200 });
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(303);
  });

  it('prints no token that was given to it', async () => {
    await start({ CONSOLE_HOST: '0.0.0.0', CONSOLE_TOKEN: TOKEN });
    expect(open[0]!.lines.join('\n')).not.toContain(TOKEN);
  });

  it.each([
    ['none', {}],
    ['a short one', { CONSOLE_TOKEN: 'x'.repeat(31) }],
  ])('does not start in production with %s', async (_, token) => {
    const refused = ConsoleProcess.spawn({ NODE_ENV: 'production', ...token });
    expect(await refused.ended()).toBe(1);
    expect(refused.lines).toEqual(['CONSOLE_TOKEN: expected 32 characters or more in production']);
  });

  it('starts in production with one of 32 characters', async () => {
    const url = await start({ NODE_ENV: 'production', CONSOLE_TOKEN: 'x'.repeat(32) });
    expect(await ask(url, '/api/about')).toMatchObject({ status: 401 });
  });
});

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consoleConfig } from './console.config.js';

const SECRET = 's'.repeat(32);
const folder = mkdtempSync(join(tmpdir(), 'cruddur-console-'));
const target = (environment: Readonly<Record<string, string>>) =>
  consoleConfig.from({ CONSOLE_DATA_DIR: folder, ...environment }).target;

afterAll(() => rmSync(folder, { recursive: true }));

describe("the console's variables", () => {
  it.each([
    [{}, true],
    [{ NODE_ENV: 'staging' }, true],
    [{ NODE_ENV: 'test' }, false],
    [{ NODE_ENV: 'production' }, false],
    [{ CONSOLE: 'off' }, false],
    [{ CONSOLE: 'on', NODE_ENV: 'test' }, true],
    [{ CONSOLE: 'on', NODE_ENV: 'production', CONSOLE_TOKEN: SECRET }, true],
  ])('turn it on for %j: %s', (environment, on) => {
    expect(target(environment) !== undefined).toBe(on);
  });

  it.each([
    [{}, 'http://127.0.0.1:4568', 'http://localhost:4568'],
    [{ CONSOLE_PORT: '5000', CONSOLE_HOST: 'localhost' }, 'http://localhost:5000', 'http://localhost:5000'],
    [{ CONSOLE_HOST: '0.0.0.0' }, 'http://127.0.0.1:4568', 'http://localhost:4568'],
    [{ CONSOLE_HOST: '::' }, 'http://127.0.0.1:4568', 'http://localhost:4568'],
    [{ CONSOLE_HOST: '::1' }, 'http://[::1]:4568', 'http://[::1]:4568'],
    [{ CONSOLE_HOST: '127.0.0.2' }, 'http://127.0.0.2:4568', 'http://127.0.0.2:4568'],
    [{ CONSOLE_HOST: '10.0.0.5' }, 'http://10.0.0.5:4568', 'http://10.0.0.5:4568'],
  ])('say with %j that it is at %s, and that a person opens %s', (environment, origin, page) => {
    expect(target(environment)).toMatchObject({ origin, page });
  });

  it('ask for no token on the loopback, and take the one that is given anywhere', () => {
    for (const CONSOLE_HOST of ['', '127.0.0.2', 'localhost', '::1'])
      expect(target({ CONSOLE_HOST })).toMatchObject({ token: undefined, tokenIsNew: false });
    expect(target({ CONSOLE_TOKEN: 'mine' })).toMatchObject({ token: 'mine', tokenIsNew: false });
    expect(target({ CONSOLE_TOKEN: 'mine', CONSOLE_HOST: '0.0.0.0' })).toMatchObject({
      token: 'mine',
      tokenIsNew: false,
    });
  });

  it('make a token where others can reach it, the same at the next start, readable by nobody else', () => {
    const made = target({ CONSOLE_HOST: '0.0.0.0' });
    expect(made).toMatchObject({ token: expect.stringMatching(/^[\w-]{43}$/), tokenIsNew: true });
    expect(target({ CONSOLE_HOST: '0.0.0.0' })).toEqual(made);
    const file = join(folder, 'console-token');
    expect([statSync(file).mode & 0o777, readFileSync(file, 'utf8')]).toEqual([0o600, made?.token]);
  });

  it('make another token where the kept one is broken, and one for this start alone where none can be kept', () => {
    writeFileSync(join(folder, 'console-token'), 'broken');
    expect(target({ CONSOLE_HOST: '0.0.0.0' })?.token).toMatch(/^[\w-]{43}$/);
    for (const CONSOLE_DATA_DIR of [join(folder, 'console-token', 'below a file'), '/proc/nope']) {
      const nowhere = { CONSOLE_HOST: '0.0.0.0', CONSOLE_DATA_DIR };
      expect(target(nowhere)?.token).not.toBe(target(nowhere)?.token);
    }
  });

  it.each([
    [{ CONSOLE: 'maybe' }, 'CONSOLE: expected on or off'],
    [{ CONSOLE_PORT: '0' }, 'CONSOLE_PORT: expected a port number from 1 to 65535'],
    [{ CONSOLE_PORT: '70000', CONSOLE: 'off' }, 'CONSOLE_PORT: expected a port number from 1 to 65535'],
    [{ CONSOLE_HOST: 'a b' }, 'CONSOLE_HOST: expected an address or a name of this machine'],
    [{ CONSOLE_HOST: 'a:b' }, 'CONSOLE_HOST: expected an address or a name of this machine'],
    [{ CONSOLE_HOST: '%', CONSOLE: 'off' }, 'CONSOLE_HOST: expected an address or a name of this machine'],
    [{ CONSOLE_HOST: 'fe80::1%lo' }, 'CONSOLE_HOST: expected an address or a name of this machine'],
    [{ CONSOLE_TOKEN: 'two words' }, 'CONSOLE_TOKEN: expected visible ASCII characters without a space'],
    [{ CONSOLE_ALLOWED_HOSTS: 'a.com:80' }, 'CONSOLE_ALLOWED_HOSTS: expected host names without ports'],
    [{ CONSOLE_ORIGINS: 'a.com' }, 'CONSOLE_ORIGINS: expected http:// or https:// origins'],
    [
      { CONSOLE: 'on', NODE_ENV: 'production' },
      'CONSOLE_TOKEN: expected 32 characters or more, which CONSOLE=on needs',
    ],
    [
      { CONSOLE: 'on', NODE_ENV: 'production', CONSOLE_TOKEN: SECRET.slice(1) },
      'CONSOLE_TOKEN: expected 32 characters',
    ],
  ])('refuse %j, naming what was expected', (environment, message) => {
    expect(() => target(environment)).toThrow(message);
  });
});

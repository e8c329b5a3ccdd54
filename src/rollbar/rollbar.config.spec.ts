import { ConfigError, packageVersion } from '../config/index.js';
import { hasTestRoutes, rollbarConfig } from './rollbar.config.js';

describe('rollbarConfig', () => {
  it('is off without a token and has its defaults', () => {
    expect(rollbarConfig.from({})).toEqual({
      accessToken: undefined,
      endpoint: 'https://api.rollbar.com/api/1/item/',
      testRoutes: true,
      environment: 'development',
      codeVersion: packageVersion(),
      itemsPerMinute: 60,
    });
  });

  it.each([
    [{ NODE_ENV: 'production' }, { testRoutes: false, environment: 'production' }],
    [{ NODE_ENV: 'production', ROLLBAR_TEST_ROUTES: 'on' }, { testRoutes: true }],
    [{ ROLLBAR_TEST_ROUTES: 'off' }, { testRoutes: false }],
    [
      { NODE_ENV: 'staging', ROLLBAR_ENVIRONMENT: 'blue' },
      { testRoutes: true, environment: 'blue' },
    ],
    [
      { ROLLBAR_ACCESS_TOKEN: '', ROLLBAR_ENVIRONMENT: ' ' },
      { accessToken: undefined, environment: 'development' },
    ],
    [
      { CODE_VERSION: 'abc', ROLLBAR_ITEMS_PER_MINUTE: '3' },
      { codeVersion: 'abc', itemsPerMinute: 3 },
    ],
  ])('reads %p', (environment, expected) => {
    expect(rollbarConfig.from(environment)).toMatchObject(expected);
  });

  it.each([
    ['ROLLBAR_ACCESS_TOKEN', 'two words'],
    ['ROLLBAR_ACCESS_TOKEN', 'a\nb'],
    ['ROLLBAR_ENDPOINT', 'api.rollbar.com'],
    ['ROLLBAR_TEST_ROUTES', 'perhaps'],
    ['ROLLBAR_ITEMS_PER_MINUTE', '0'],
    ['ROLLBAR_ENVIRONMENT', 'x'.repeat(256)],
  ])('refuses a wrong %s by its name and not by its value', (variable, value) => {
    const read = () => rollbarConfig.from({ [variable]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${variable}: expected \\w+ `));
    expect(read).not.toThrow(value);
    expect(hasTestRoutes({ [variable]: value })).toBe(false);
  });
});

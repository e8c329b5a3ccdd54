import { ConfigError } from '../../config/index.js';
import { stdoutConfig } from './stdout.config.js';

describe('the stdout spans', () => {
  it.each([
    ['are on in development', {}, true],
    ['are on where NODE_ENV is anything else', { NODE_ENV: 'staging' }, true],
    ['are off in production', { NODE_ENV: 'production' }, false],
    ['are off in tests', { NODE_ENV: 'test' }, false],
    ['are on where STDOUT_SPANS says so', { NODE_ENV: 'production', STDOUT_SPANS: 'true' }, true],
    ['are off where STDOUT_SPANS says so', { STDOUT_SPANS: 'false' }, false],
    ['are by mode where STDOUT_SPANS is empty', { STDOUT_SPANS: '' }, true],
  ])('%s', (_, environment, enabled) => {
    expect(stdoutConfig.from(environment).enabled).toBe(enabled);
  });

  it('refuse another value, naming the variable and not the value', () => {
    expect(() => stdoutConfig.from({ STDOUT_SPANS: 'perhaps' })).toThrow(
      new ConfigError('STDOUT_SPANS', 'true or false'),
    );
  });

  it('may be in colour unless NO_COLOR has a value', () => {
    expect(stdoutConfig.from({}).colourAllowed).toBe(true);
    expect(stdoutConfig.from({ NO_COLOR: '1' }).colourAllowed).toBe(false);
    expect(stdoutConfig.from({ NO_COLOR: '' }).colourAllowed).toBe(true);
  });
});

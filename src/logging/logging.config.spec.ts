import { ConfigError } from '../config/index.js';
import { loggingConfig } from './logging.config.js';

describe('the variables of logging', () => {
  it.each([
    [{}, { level: 'info', format: 'pretty' }],
    [{ NODE_ENV: 'production' }, { level: 'info', format: 'json' }],
    [
      { NODE_ENV: 'production', LOG_FORMAT: 'pretty', LOG_LEVEL: 'DEBUG' },
      { level: 'debug', format: 'pretty' },
    ],
    [
      { LOG_LEVEL: 'fatal', LOG_FORMAT: 'json' },
      { level: 'fatal', format: 'json' },
    ],
    [
      { LOG_LEVEL: 'log', LOG_FORMAT: '' },
      { level: 'info', format: 'pretty' },
    ],
  ])('of %j are %j', (environment, expected) => {
    expect(loggingConfig.from(environment)).toEqual(expected);
  });

  const levels = 'one of fatal, error, warn, info, http, verbose, debug, silly';

  it.each([
    [{ LOG_LEVEL: 'loud' }, new ConfigError('LOG_LEVEL', levels)],
    [{ LOG_LEVEL: 'toString' }, new ConfigError('LOG_LEVEL', levels)],
    [{ LOG_FORMAT: 'xml' }, new ConfigError('LOG_FORMAT', 'json or pretty')],
  ])('refuse %j', (environment, error) => {
    expect(() => loggingConfig.from(environment)).toThrow(error);
  });
});

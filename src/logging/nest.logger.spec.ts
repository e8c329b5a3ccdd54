import { Logger } from '@nestjs/common';
import { WinstonLogger } from 'nest-winston';
import { MESSAGE } from 'triple-beam';
import { LineRecorder } from '../../test/support/line-recorder.js';
import { createLogger } from './create-logger.js';
import { NestLogger } from './nest.logger.js';
import { StdoutTransport } from './stdout.transport.js';

function nestLogger() {
  const output = new LineRecorder();
  const winston = createLogger({ level: 'debug', transports: [new StdoutTransport(output, (line) => line[MESSAGE])] });
  return { logger: new NestLogger(winston), output };
}

/** What the line holds beside its time. */
function said(output: LineRecorder): Record<string, unknown> {
  const { timestamp: _timestamp, ...rest } = output.last();
  return rest;
}

describe('the logger of Nest', () => {
  it('is nest-winston’s', () => {
    expect(nestLogger().logger).toBeInstanceOf(WinstonLogger);
  });

  it.each([
    ['log', 'info'],
    ['fatal', 'fatal'],
    ['error', 'error'],
    ['warn', 'warn'],
    ['debug', 'debug'],
    ['verbose', 'verbose'],
  ] as const)('prints what Nest says by %s at winston’s level %s', (method, level) => {
    const { logger, output } = nestLogger();
    logger[method]('said');
    expect(said(output)).toEqual({ level, message: 'said' });
  });

  describe('used through `new Logger(context)`', () => {
    const { logger, output } = nestLogger();
    const feed = new Logger('Feed');
    beforeAll(() => Logger.overrideLogger(logger));
    afterAll(() => Logger.overrideLogger(['log', 'fatal', 'error', 'warn']));

    it('keeps context and fields', () => {
      feed.log('m', { a: 1 }, { b: 2 });
      expect(said(output)).toEqual({ level: 'info', message: 'm', context: 'Feed', a: 1, b: 2 });
    });

    it('keeps an error’s message and stack', () => {
      feed.error(new TypeError('no such handle'));
      expect(said(output)).toMatchObject({
        level: 'error',
        message: 'no such handle',
        context: 'Feed',
        error: { name: 'TypeError' },
        stack: expect.stringMatching(/^TypeError: no such handle\n\s+at /),
      });
    });

    it('keeps an error given beside a message, and a stack given as text', () => {
      feed.error('failed', new Error('inner'));
      expect(said(output)).toMatchObject({ message: 'failed', context: 'Feed', error: { message: 'inner' } });
      feed.error('failed', 'Error: by hand\n    at there (file.ts:1:2)');
      expect(said(output)).toEqual({
        level: 'error',
        message: 'failed',
        context: 'Feed',
        stack: 'Error: by hand\n    at there (file.ts:1:2)',
      });
    });

    it.each([
      [
        { message: 'of an object', a: 1 },
        { message: 'of an object', a: 1 },
      ],
      [{ a: 1 }, { message: '{"a":1}', a: 1 }],
      [['a', 1], { message: '["a",1]' }],
      [42, { message: '42' }],
      [null, { message: 'null' }],
      [undefined, { message: 'undefined' }],
      [12n, { message: '12' }],
      ['', { message: '' }],
    ])('shows the message %p', (message, expected) => {
      feed.log(message);
      expect(said(output)).toEqual({ level: 'info', context: 'Feed', ...expected });
    });
  });

  it('takes a lone string after an error message for its context, a stack by its look', () => {
    const { logger, output } = nestLogger();
    logger.error('failed', 'Feed');
    expect(said(output)).toEqual({ level: 'error', message: 'failed', context: 'Feed' });
    const stack = new Error('trace').stack;
    logger.error('failed', stack);
    expect(said(output)).toEqual({ level: 'error', message: 'failed', stack });
  });

  it('keeps Nest’s own account of its start for level debug', () => {
    const { logger, output } = nestLogger();
    logger.log('Mapped {/api/activities/home, GET} route', 'RouterExplorer');
    expect(said(output)).toMatchObject({ level: 'debug', context: 'RouterExplorer' });
    logger.error('failed', 'RouterExplorer');
    expect(said(output)).toMatchObject({ level: 'error', context: 'RouterExplorer' });
  });

  it('puts further words into the message', () => {
    const { logger, output } = nestLogger();
    logger.warn('a', 'b', 3, 'Feed');
    expect(said(output)).toEqual({ level: 'warn', message: 'a b 3', context: 'Feed' });
  });

  it('has a context of its own, where the line brings none', () => {
    const { logger, output } = nestLogger();
    logger.setContext('Own');
    logger.log('a');
    expect(said(output)).toMatchObject({ context: 'Own' });
    logger.log('a', 'Given');
    expect(said(output)).toMatchObject({ context: 'Given' });
  });
});

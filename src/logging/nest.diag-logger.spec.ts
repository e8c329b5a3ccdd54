import { Logger } from '@nestjs/common';
import { MESSAGE } from 'triple-beam';
import { LineRecorder } from '../../test/support/line-recorder.js';
import { createLogger } from './create-logger.js';
import { NestDiagLogger } from './nest.diag-logger.js';
import { NestLogger } from './nest.logger.js';
import { StdoutTransport } from './stdout.transport.js';

describe('OpenTelemetry’s own complaints', () => {
  const output = new LineRecorder();
  beforeAll(() => {
    const transports = [new StdoutTransport(output, (line) => line[MESSAGE])];
    Logger.overrideLogger(new NestLogger(createLogger({ level: 'silly', transports })));
  });
  afterAll(() => Logger.overrideLogger(['log', 'fatal', 'error', 'warn']));

  it('are lines of warnings and errors, five in ten seconds, and the rest is counted', () => {
    jest.useFakeTimers();
    const diagLogger = new NestDiagLogger();
    diagLogger.info();
    diagLogger.error('export failed', 'because of the network', { code: 14 });
    for (let number = 0; number < 20; number += 1) diagLogger.warn(`warning ${number}`);
    expect(output.json()).toHaveLength(5);
    expect(output.json()[0]).toMatchObject({
      level: 'error',
      context: 'OpenTelemetry',
      message: 'export failed',
      detail: 'because of the network',
      code: 14,
    });
    jest.advanceTimersByTime(10_000);
    diagLogger.warn('later');
    expect(output.json().slice(5)).toMatchObject([
      { level: 'warn', message: '16 more lines of OpenTelemetry were left out' },
      { level: 'warn', message: 'later' },
    ]);
    jest.useRealTimers();
  });
});

import { Logger } from '@nestjs/common';
import { ErrorReporter, type ErrorContext } from '../src/errors/index.js';
import { rollbarConfig } from '../src/rollbar/rollbar.config.js';
import { RollbarErrorSink } from '../src/rollbar/rollbar.error-sink.js';
import { cyclicError, hostileProxy, trappedError } from './support/hostile-values.js';
import { describeSinkContract } from './support/sink-contract.js';

const CONTEXT: ErrorContext = { level: 'error' };

beforeAll(() => Logger.overrideLogger(false));
afterAll(() => Logger.overrideLogger(true));

describeSinkContract('rollbar', {
  sink: 'rollbar',
  transport: 'http',
  accepts: { status: 200, body: '{"err":0,"result":{}}' },
  refuses: { status: 422, body: '{"err":1,"message":"invalid item"}' },
  start: (to, delivery) => {
    const reporter = new ErrorReporter();
    const config = rollbarConfig.from({
      ROLLBAR_ACCESS_TOKEN: 'token',
      ROLLBAR_ENDPOINT: `${to.url}/api/1/item/`,
      ROLLBAR_ITEMS_PER_MINUTE: '1000',
    });
    new RollbarErrorSink(config, delivery, reporter).onModuleInit();
    return {
      emit: (count) => {
        for (let index = 0; index < count; index += 1) reporter.report(new Error(`no ${index}`), CONTEXT);
      },
      emitHostile: () => {
        const hostile = [
          null,
          2n ** 64n,
          Symbol('x'),
          hostileProxy(),
          cyclicError(),
          trappedError(['stack', 'message']),
        ];
        for (const value of hostile) reporter.report(value, CONTEXT);
      },
    };
  },
});

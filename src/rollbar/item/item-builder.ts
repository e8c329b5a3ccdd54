import { createRequire } from 'node:module';
import { hostname } from 'node:os';
import type Rollbar from 'rollbar';
import type { ErrorContext } from '../../errors/index.js';
import type { RollbarConfig } from '../rollbar.config.js';
import { encodeItem } from './encode-item.js';
import { requestData } from './request-data.js';
import type { Report } from './report.js';
import { vendorError } from './vendor-error.js';

/** By this the vendor knows a request among its arguments: one of a few properties. */
interface RequestArgument {
  readonly route: string;
  readonly context: ErrorContext;
}

/**
 * Builds items with the vendor's class and keeps it from everything else: it has no token, no handler of the process,
 * no instrumentation, and each item is taken from it in `checkIgnore`, its last hook before it would send.
 */
export class ItemBuilder {
  private readonly rollbar: Rollbar;
  private built: Rollbar.Dictionary | undefined;

  constructor({ environment, codeVersion }: Pick<RollbarConfig, 'environment' | 'codeVersion'>) {
    // The package's CommonJS build is one file, and loads in half the time of its ES modules.
    const VendorRollbar = createRequire(import.meta.url)('rollbar') as typeof Rollbar;
    this.rollbar = new VendorRollbar({
      environment,
      codeVersion: codeVersion.slice(0, 40), // what the API takes
      host: hostname(),
      payload: { framework: 'nestjs', server: { root: process.cwd() } },
      transmit: false,
      captureUncaught: false,
      captureUnhandledRejections: false,
      autoInstrument: false,
      addRequestData: (item, { context }) => Object.assign(item, requestData(context as ErrorContext)),
      checkIgnore: (_isUncaught, _args, item) => {
        this.built = item;
        return true;
      },
    });
  }

  /**
   * The item as the API takes it, complete with its uuid: sent twice, it is known as the same.
   *
   * @throws Error when the vendor made none, or one that cannot be sent.
   */
  build(report: Report): Uint8Array {
    const { context } = report;
    const request: RequestArgument = { route: context.where ?? '', context };
    this.built = undefined;
    this.rollbar[context.level]('error' in report ? vendorError(report.error) : report.message, request);
    if (this.built === undefined) throw new Error('the rollbar package made no item');
    return encodeItem(this.built, report);
  }
}

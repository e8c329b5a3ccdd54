import { Logger } from '@nestjs/common';
import type { Environment } from '../config/index.js';
import type { DeliveryService } from '../delivery/index.js';
import type { Telemetry } from '../tracing/index.js';
import { ConsoleLink } from './console-link.js';
import type { ConsoleTarget } from './console.config.js';
import { launchConsole } from './launch-console.js';

/** Loaded at once, the SDK's metrics put off the service's first answer by some 60 ms. */
const METRICS_AFTER_MS = 1_000;

export interface StartLinkOptions {
  readonly target: ConsoleTarget;
  /** The port that this service listens on. */
  readonly servicePort: number;
  readonly environment: Environment;
  readonly delivery: DeliveryService;
  readonly resource: Telemetry['resource'];
}

export interface RunningLink {
  readonly isUp: boolean;
  /** Sends the last accounts and gives the lease back. */
  end(): Promise<void>;
}

/** Everything between this service and the console that is no queue. To be called outside of any request. */
export function startLink({ target, servicePort, environment, delivery, resource }: StartLinkOptions): RunningLink {
  const { NODE_OPTIONS: _, ...inherited } = environment; // a debugger's port is this process's
  const forConsole = {
    ...inherited,
    CONSOLE_OWNED: 'true',
    CONSOLE_TOKEN: target.token,
    CONSOLE_SERVICE_URL: `http://localhost:${servicePort}`,
  };
  const logger = new Logger('Console');
  const link = new ConsoleLink({
    target,
    launch: () => launchConsole(forConsole),
    logger,
    onUp: () => sayWhere(target, logger),
  });
  const isUp = () => link.isUp;
  const endMetrics = later(async () => {
    const { sendMetrics } = await import('./console-metrics.js');
    return sendMetrics({ target, delivery, resource, isUp });
  }, logger);
  void link.run();
  return {
    get isUp() {
      return link.isUp;
    },
    end: async () => {
      await endMetrics();
      link.end();
    },
  };
}

/** Begins after a while. @returns what ends it, and begins it first where it has not yet. */
function later(begin: () => Promise<() => Promise<void>>, logger: Logger): () => Promise<void> {
  let running: Promise<() => Promise<void>> | undefined;
  const start = () =>
    (running ??= begin().catch((error: unknown) => {
      logger.warn(`telemetry console: gets no metrics: ${String(error)}`);
      return async () => undefined;
    }));
  const timer = setTimeout(() => void start(), METRICS_AFTER_MS).unref();
  return async () => {
    clearTimeout(timer);
    await (
      await start()
    )();
  };
}

/** A token that was made here is told to whoever sees the terminal and to nobody else: past the logger and its destinations. */
function sayWhere({ page, token, tokenIsNew }: ConsoleTarget, logger: Logger): void {
  if (tokenIsNew) process.stdout.write(`telemetry console: ${page}/?token=${token}\n`);
  else logger.log(`telemetry console: ${page}`);
}

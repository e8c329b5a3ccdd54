import { Logger } from '@nestjs/common';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { packageVersion, type Environment } from '../config/index.js';
import type { DeliveryService } from '../delivery/index.js';
import { observeDelivery } from '../metrics/index.js';
import type { Telemetry } from '../tracing/index.js';
import { ConsoleLink } from './console-link.js';
import type { ConsoleTarget } from './console.config.js';
import { ConsoleMetricExporter } from './console.metric-exporter.js';
import { launchConsole } from './launch-console.js';

const METRICS_EVERY_MS = 2_000;

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
  const metrics = new MeterProvider({
    resource: resourceFromAttributes(resource?.attributes ?? {}),
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new ConsoleMetricExporter(target, () => link.isUp),
        exportIntervalMillis: METRICS_EVERY_MS,
        exportTimeoutMillis: METRICS_EVERY_MS,
      }),
    ],
  });
  const stopObserving = observeDelivery(metrics.getMeter('cruddur.metrics', packageVersion()), delivery);
  void link.run();
  return {
    get isUp() {
      return link.isUp;
    },
    end: async () => {
      await metrics.shutdown();
      stopObserving();
      link.end();
    },
  };
}

/** A token that was made here is told to whoever sees the terminal and to nobody else: past the logger and its destinations. */
function sayWhere({ port, token, tokenIsNew }: ConsoleTarget, logger: Logger): void {
  const url = `http://localhost:${port}`;
  if (tokenIsNew) process.stdout.write(`telemetry console: ${url}/?token=${token}\n`);
  else logger.log(`telemetry console: ${url}`);
}

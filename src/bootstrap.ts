import { type INestApplication, Logger, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { DeliveryService, type DestinationStatus, ShutdownOwner } from './delivery/index.js';
import { ErrorReporter } from './errors/index.js';
import { ReadinessService } from './health/index.js';
import { configureHttp, createDocs, createExpressAdapter, listen } from './http/index.js';
import { NestLogger } from './logging/index.js';
import { refuseToBoot } from './refuse-to-boot.js';
import type { RunningSdk } from './tracing/start-sdk.js';

/** Builds the application, listens, and says what it is connected to. Ends the process where that is not to be had. */
export async function bootstrap(sdk: RunningSdk, destinations?: readonly Type[]): Promise<void> {
  const app = await NestFactory.create(AppModule.with(destinations), createExpressAdapter(), {
    bufferLogs: true,
    // Nest would say a boot error in its own words too; it is said once, by refuseToBoot.
    autoFlushLogs: false,
    abortOnError: false,
    bodyParser: false,
  }).catch(refuseToBoot);
  try {
    app.useLogger(app.get(NestLogger));
    app.flushLogs();
    configureHttp(app);
    createDocs(app);
    const delivery = app.get(DeliveryService);
    const reporter = app.get(ErrorReporter);
    new ShutdownOwner({
      app: { getHttpServer: () => app.getHttpServer(), close: () => closeAll(app, sdk) },
      delivery,
      onDraining: () => app.get(ReadinessService).markShuttingDown(),
      reportCrash: (error, origin) => reporter.reportCrash(error, origin),
    }).install();
    const { url } = await listen(app);
    const logger = new Logger('Boot');
    logger.log(`listening on ${url}`);
    if (sdk.notice !== undefined) logger.warn(sdk.notice);
    for (const status of delivery.statuses()) logger.log(describeStatus(status));
  } catch (error) {
    refuseToBoot(error);
  }
}

async function closeAll(app: INestApplication, sdk: RunningSdk): Promise<void> {
  await Promise.all([app.close(), sdk.shutdown()]);
}

function describeStatus(status: DestinationStatus): string {
  if (status.state === 'on') return `${status.sink}: on, sends to ${status.to}`;
  return `${status.sink}: off${status.why ? ` (${status.why})` : ''}, ${status.variable} turns it on`;
}

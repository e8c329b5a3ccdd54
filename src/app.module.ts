import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { ActivitiesModule } from './activities/index.js';
import { serviceConfig } from './config/index.js';
import { ConsoleModule } from './console/index.js';
import { DeliveryModule } from './delivery/index.js';
import { ErrorsModule } from './errors/index.js';
import { HealthModule } from './health/index.js';
import { HttpModule } from './http/index.js';
import { CloudWatchModule } from './logging/cloudwatch/index.js';
import { LoggingModule } from './logging/index.js';
import { MessagesModule } from './messages/index.js';
import { MetricsModule } from './metrics/index.js';
import { OtlpModule } from './otlp/index.js';
import { RollbarModule } from './rollbar/index.js';
import { StdoutSpansModule, TracingModule } from './tracing/index.js';
import { ViewerModule } from './viewer/index.js';
import { XRayOtlpModule } from './xray-otlp/index.js';
import { XRayModule } from './xray/index.js';

/** The core: with these alone the service answers all its routes and tells nobody. */
const CORE: readonly Type[] = [
  ViewerModule,
  HttpModule,
  TracingModule,
  DeliveryModule,
  ErrorsModule,
  LoggingModule,
  HealthModule,
  ActivitiesModule,
  MessagesModule,
];

/** One line a destination; without its line, and its folder, a destination is gone. */
const DESTINATIONS: readonly Type[] = [
  StdoutSpansModule,
  MetricsModule,
  OtlpModule,
  XRayModule,
  XRayOtlpModule,
  RollbarModule,
  CloudWatchModule,
  ConsoleModule,
];

/** The one list of every module. */
@Module({
  imports: [
    ConfigModule.forRoot({ isGlobal: true, ignoreEnvFile: true }),
    ConfigModule.forFeature(serviceConfig),
    ...CORE,
  ],
})
export class AppModule {
  /** @param destinations the modules that tell somebody; none of them leaves the bare application. */
  static with(destinations: readonly Type[] = DESTINATIONS): DynamicModule {
    return { module: AppModule, imports: [...destinations] };
  }
}

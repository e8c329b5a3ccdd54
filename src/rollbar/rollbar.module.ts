import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { RollbarTestController } from './rollbar-test.controller.js';
import { hasTestRoutes, rollbarConfig } from './rollbar.config.js';
import { RollbarErrorSink } from './rollbar.error-sink.js';

@Module({
  imports: [ConfigModule.forFeature(rollbarConfig)],
  controllers: hasTestRoutes() ? [RollbarTestController] : [],
  providers: [RollbarErrorSink],
})
export class RollbarModule {}

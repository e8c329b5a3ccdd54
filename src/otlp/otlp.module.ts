import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { serviceConfig } from '../config/index.js';
import { ConfiguredDestination } from './configured-destination.js';
import { OtlpDestinations } from './otlp-destinations.js';
import { otlpConfig } from './otlp.config.js';

/** Spans, and log lines where asked for, to any number of OTLP/HTTP endpoints. */
@Module({
  imports: [ConfigModule.forFeature(otlpConfig), ConfigModule.forFeature(serviceConfig)],
  providers: [OtlpDestinations, ConfiguredDestination],
  exports: [OtlpDestinations],
})
export class OtlpModule {}

import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { serviceConfig } from '../config/index.js';
import { xrayConfig } from './xray.config.js';
import { XRayDestination } from './xray.destination.js';

/** Spans to the AWS X-Ray daemon. */
@Module({
  imports: [ConfigModule.forFeature(xrayConfig), ConfigModule.forFeature(serviceConfig)],
  providers: [XRayDestination],
})
export class XRayModule {}

import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { DiscoveryModule } from '@nestjs/core';
import { serviceConfig } from '../config/index.js';
import { httpConfig } from './http.config.js';

/** The configuration that configureHttp and listen read, and the discovery by which createDocs finds descriptions. */
@Module({
  imports: [ConfigModule.forFeature(httpConfig), ConfigModule.forFeature(serviceConfig), DiscoveryModule],
  exports: [ConfigModule, DiscoveryModule],
})
export class HttpModule {}

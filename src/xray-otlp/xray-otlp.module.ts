import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { OtlpModule } from '../otlp/index.js';
import { xrayOtlpConfig } from './xray-otlp.config.js';
import { XRayOtlpDestination } from './xray-otlp.destination.js';

/**
 * Spans to AWS X-Ray without its daemon, where XRAY_OTLP is on. Every span that the tracer records is sent: X-Ray's
 * sampling rules (XRAY_SAMPLING) are the daemon's way, here OTEL_TRACES_SAMPLER decides, and CloudWatch Transaction
 * Search, which must be on in the account and region, decides what of it is indexed as traces.
 */
@Module({ imports: [ConfigModule.forFeature(xrayOtlpConfig), OtlpModule], providers: [XRayOtlpDestination] })
export class XRayOtlpModule {}

import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { OtlpModule } from '../otlp/index.js';
import { consoleConfig } from './console.config.js';
import { ConsoleDestination } from './console.destination.js';

/** Spans, log lines and the destinations' accounts to the telemetry console, which is started where none listens. */
@Module({ imports: [ConfigModule.forFeature(consoleConfig), OtlpModule], providers: [ConsoleDestination] })
export class ConsoleModule {}

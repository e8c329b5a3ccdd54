import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { cloudWatchConfig } from './cloudwatch.config.js';
import { CloudWatchLogSink } from './cloudwatch.log-sink.js';

@Module({ imports: [ConfigModule.forFeature(cloudWatchConfig)], providers: [CloudWatchLogSink] })
export class CloudWatchModule {}

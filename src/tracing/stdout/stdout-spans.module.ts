import { Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { TELEMETRY, type Telemetry } from '../telemetry-handle.js';
import { stdoutConfig, type StdoutConfig } from './stdout.config.js';
import { StdoutSpanSink } from './stdout.span-sink.js';

/** Shows each finished request's spans on stdout, in development or where STDOUT_SPANS says so. */
@Module({ imports: [ConfigModule.forFeature(stdoutConfig)] })
export class StdoutSpansModule implements OnModuleInit, OnApplicationShutdown {
  private stop: () => void = () => undefined;

  constructor(
    @Inject(TELEMETRY) private readonly telemetry: Telemetry,
    @Inject(stdoutConfig.KEY) private readonly config: StdoutConfig,
  ) {}

  onModuleInit(): void {
    if (!this.config.enabled) return;
    const sink = new StdoutSpanSink({
      write: (text) => process.stdout.write(text),
      colour: this.config.colourAllowed && process.stdout.isTTY,
    });
    const detach = this.telemetry.attachSpanSink(sink);
    this.stop = () => {
      detach();
      sink.close();
    };
  }

  onApplicationShutdown(): void {
    this.stop();
  }
}

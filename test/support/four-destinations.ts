import { CloudWatchLogsApi } from './cloudwatch-logs-api.js';
import { OtlpReceiver } from './otlp-receiver.js';
import { RollbarApi } from './rollbar-api.js';
import { XRayDaemon } from './xray-daemon.js';

/** All four destinations at the wire, and the environment that points an application at them. */
export class FourDestinations {
  private constructor(
    readonly otlp: OtlpReceiver,
    readonly xray: XRayDaemon,
    readonly rollbar: RollbarApi,
    readonly cloudwatch: CloudWatchLogsApi,
  ) {}

  static async start(): Promise<FourDestinations> {
    return new FourDestinations(
      await OtlpReceiver.start(),
      await XRayDaemon.start(),
      await RollbarApi.start(),
      await CloudWatchLogsApi.start(),
    );
  }

  get environment(): Record<string, string> {
    return {
      ...this.cloudwatch.environment,
      CLOUDWATCH_LOG_GROUP: 'cruddur',
      OTEL_EXPORTER_OTLP_ENDPOINT: this.otlp.url,
      OTEL_METRICS_EXPORTER: 'none',
      AWS_XRAY_DAEMON_ADDRESS: this.xray.address,
      XRAY_SAMPLING: 'all',
      ...this.rollbar.environment,
      ROLLBAR_TEST_ROUTES: 'true',
    };
  }

  async stop(): Promise<void> {
    await Promise.all([this.otlp.stop(), this.xray.close(), this.rollbar.stop(), this.cloudwatch.stop()]);
  }
}

import { doctorReport } from '../support/doctor-process.js';
import { RollbarApi } from '../support/rollbar-api.js';
import { XRayDaemon } from '../support/xray-daemon.js';
import { Collector } from './support/collector.js';
import { MotoServer } from './support/moto-server.js';

describe('the doctor', () => {
  let collector: Collector;
  let moto: MotoServer;
  let xray: XRayDaemon;
  let rollbar: RollbarApi;
  beforeAll(async () => {
    [collector, moto] = await Promise.all([Collector.start(), MotoServer.start()]);
    xray = await XRayDaemon.start();
    xray.samplingRules = [
      { RuleName: 'Default', RuleARN: 'arn:aws:xray:eu-central-1:123456789012:sampling-rule/Default', Version: 1 },
    ];
    rollbar = await RollbarApi.start();
  });
  afterAll(() => Promise.all([collector?.stop(), moto?.stop(), xray?.close(), rollbar?.stop()]));

  const environment = (): Record<string, string> => ({
    ...moto.environment,
    ...rollbar.environment,
    CLOUDWATCH_LOG_GROUP: 'cruddur',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_LOGS_EXPORTER: 'otlp',
    AWS_XRAY_DAEMON_ADDRESS: xray.address,
  });

  it.each(['http/protobuf', 'http/json'])(
    'finds that data arrives at all of them, %s to the Collector',
    async (protocol) => {
      const { code, findings } = await doctorReport({ ...environment(), OTEL_EXPORTER_OTLP_PROTOCOL: protocol });
      const arriving = findings.filter(({ state }) => state === 'arrives').map(({ destination }) => destination);
      expect(arriving.toSorted()).toEqual(['cloudwatch', 'otlp', 'otlp.logs', 'otlp.metrics', 'rollbar', 'xray']);
      expect(findings.filter(({ state }) => state === 'fails')).toEqual([]);
      expect(code).toBe(0);
    },
  );

  it('finds what does not, and says what to do', async () => {
    await collector.stop();
    const { code, findings } = await doctorReport(environment());
    expect(findings.find(({ destination }) => destination === 'otlp')).toMatchObject({
      state: 'fails',
      advice: expect.stringContaining('OTEL_EXPORTER_OTLP_ENDPOINT'),
    });
    expect(findings.find(({ destination }) => destination === 'cloudwatch')?.state).toBe('arrives');
    expect(code).toBe(1);
  });
});

import { OtlpReceiver } from '../../test/support/otlp-receiver.js';
import { exportMetricsWithNodeSdk } from '../../test/support/run-stock-otlp.js';
import { otlpMetricsEnvironment } from './metrics-environment.js';

const none = { OTEL_METRICS_EXPORTER: 'none' };

describe('the environment of metrics', () => {
  it.each<[string, Record<string, string>]>([
    ['nothing is set', {}],
    ["Honeycomb's key stands alone", { HONEYCOMB_API_KEY: 'secret' }],
    ['metrics are turned off', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_METRICS_EXPORTER: 'none' }],
    ['metrics are asked for but nobody says where', { OTEL_METRICS_EXPORTER: 'otlp' }],
    ['only traces have an endpoint', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c:4318/v1/traces' }],
  ])('exports none where %s', (_when, environment) => {
    expect(otlpMetricsEnvironment(environment)).toEqual(none);
  });

  it('exports to an endpoint as protobuf with gzip', () => {
    expect(otlpMetricsEnvironment({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' })).toEqual({
      OTEL_METRICS_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://c:4318/v1/metrics',
      OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_METRICS_COMPRESSION: 'gzip',
      OTEL_EXPORTER_OTLP_METRICS_TIMEOUT: '10000',
    });
  });

  it("gives Honeycomb's key to Honeycomb's endpoints only", () => {
    const key = { HONEYCOMB_API_KEY: 'secret' };
    const eu = otlpMetricsEnvironment({ ...key, OTEL_EXPORTER_OTLP_ENDPOINT: 'https://api.eu1.honeycomb.io' });
    expect(eu['OTEL_EXPORTER_OTLP_METRICS_HEADERS']).toBe('x-honeycomb-team=secret');
    const asked = otlpMetricsEnvironment({ ...key, OTEL_METRICS_EXPORTER: 'otlp' });
    expect(asked['OTEL_EXPORTER_OTLP_METRICS_ENDPOINT']).toBe('https://api.honeycomb.io/v1/metrics');
    const other = otlpMetricsEnvironment({ ...key, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' });
    expect(JSON.stringify(other)).not.toContain('secret');
  });

  it('refuses gRPC, which the SDK would take up by itself', () => {
    expect(() => otlpMetricsEnvironment({ OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: 'grpc' })).toThrow(/gRPC is not spoken/);
  });

  it('is understood by NodeSDK: what it exports arrives, with the headers as they were given', async () => {
    const receiver = await OtlpReceiver.start();
    const general = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_HEADERS: 'x-token=a%2Cb%3Bc%20d' };
    await exportMetricsWithNodeSdk(otlpMetricsEnvironment(general));
    await receiver.stop();
    expect(receiver.requests[0]?.headers).toMatchObject({ 'x-token': 'a,b;c d', 'content-encoding': 'gzip' });
    expect(receiver.metrics()).toMatchObject([
      { name: 'app.activities', kind: 'sum', dataPoints: [{ attributes: { kind: 'reply' }, fields: { asDouble: 3 } }] },
    ]);
  });
});

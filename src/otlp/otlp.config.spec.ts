import { ConfigError } from '../config/index.js';
import { otlpConfig } from './otlp.config.js';

describe('the OTLP configuration', () => {
  it('names no destination where nothing is set', () => {
    expect(otlpConfig.from({})).toEqual({ traces: undefined, logs: undefined });
  });

  it('sends traces, and nothing else, to Honeycomb with its key alone', () => {
    expect(otlpConfig.from({ HONEYCOMB_API_KEY: 'hcaik_secret' })).toEqual({
      traces: {
        url: 'https://api.honeycomb.io/v1/traces',
        headers: { 'x-honeycomb-team': 'hcaik_secret' },
        encoding: 'protobuf',
        gzip: true,
        timeoutMs: 10_000,
        keyVariable: 'HONEYCOMB_API_KEY',
      },
      logs: undefined,
    });
  });

  it.each([
    ['https://api.honeycomb.io', true],
    ['https://api.eu1.honeycomb.io:443/', true],
    ['https://honeycomb.io', true],
    ['http://collector:4318', false],
    ['https://evilhoneycomb.io', false],
    ['https://api.honeycomb.io.evil.example', false],
    ['https://api.honeycomb.io@evil.example', false],
    ['https://evil.example/api.honeycomb.io', false],
  ])("decides for %s whether it gets Honeycomb's key: %s", (endpoint, gets) => {
    const { traces } = otlpConfig.from({ HONEYCOMB_API_KEY: 'secret', OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    expect(traces?.headers).toEqual(gets ? { 'x-honeycomb-team': 'secret' } : {});
  });

  it('gives any endpoint the headers of the list, percent-decoded, and the signal its own on top', () => {
    const config = otlpConfig.from({
      HONEYCOMB_API_KEY: 'secret',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_HEADERS: ' Authorization=Basic%20YTpi== , x-tenant=general,',
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'X-Tenant=tra%2Cces',
      OTEL_LOGS_EXPORTER: 'otlp',
    });
    expect(config.traces?.headers).toEqual({ authorization: 'Basic YTpi==', 'x-tenant': 'tra,ces' });
    expect(config.logs?.headers).toEqual({ authorization: 'Basic YTpi==', 'x-tenant': 'general' });
  });

  it('leaves a key that is written in the list of headers as it is', () => {
    const { traces } = otlpConfig.from({
      HONEYCOMB_API_KEY: 'of-the-variable',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-honeycomb-team=of-the-list,x-honeycomb-dataset=cruddur',
    });
    expect(traces).toMatchObject({
      headers: { 'x-honeycomb-team': 'of-the-list', 'x-honeycomb-dataset': 'cruddur' },
      keyVariable: 'OTEL_EXPORTER_OTLP_HEADERS',
    });
  });

  it.each([
    ['http://collector:4318', 'http://collector:4318/v1/traces'],
    ['http://collector:4318/', 'http://collector:4318/v1/traces'],
    ['http://collector:4318/otlp/', 'http://collector:4318/otlp/v1/traces'],
    ['https://collector/otlp?token=1', 'https://collector/otlp/v1/traces?token=1'],
  ])('appends the path of the signal to the general endpoint %s', (endpoint, url) => {
    expect(otlpConfig.from({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }).traces?.url).toBe(url);
  });

  it('takes the endpoint of a signal as it is, before the general one', () => {
    const config = otlpConfig.from({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://general:4318',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://traces:4318',
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: 'http://logs:4318/take/them',
      OTEL_LOGS_EXPORTER: 'otlp',
    });
    expect(config.traces?.url).toBe('http://traces:4318/');
    expect(config.logs?.url).toBe('http://logs:4318/take/them');
  });

  it('prefers the protocol, compression and timeout of a signal to the general ones', () => {
    const environment = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'none',
      OTEL_EXPORTER_OTLP_TIMEOUT: '2500',
      OTEL_LOGS_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_LOGS_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_LOGS_COMPRESSION: 'gzip',
      OTEL_EXPORTER_OTLP_LOGS_TIMEOUT: '1',
    };
    const { traces, logs } = otlpConfig.from(environment);
    expect(traces).toMatchObject({ encoding: 'json', gzip: false, timeoutMs: 2_500 });
    expect(logs).toMatchObject({ encoding: 'protobuf', gzip: true, timeoutMs: 1 });
  });

  it('sends logs only where that is asked for', () => {
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
    expect(otlpConfig.from(endpoint).logs).toBeUndefined();
    expect(otlpConfig.from({ ...endpoint, OTEL_LOGS_EXPORTER: 'otlp' }).logs?.url).toBe(
      'http://collector:4318/v1/logs',
    );
    expect(otlpConfig.from({ OTEL_LOGS_EXPORTER: 'otlp' }).logs).toBeUndefined();
  });

  it('sends no traces where OTEL_TRACES_EXPORTER is none', () => {
    expect(otlpConfig.from({ HONEYCOMB_API_KEY: 'secret', OTEL_TRACES_EXPORTER: 'none' }).traces).toBeUndefined();
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', /http:\/\/ or https:\/\//],
    ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'ftp://collector', /http:\/\/ or https:\/\//],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc', /gRPC is not spoken/],
    ['OTEL_EXPORTER_OTLP_METRICS_PROTOCOL', 'grpc', /gRPC is not spoken/],
    ['OTEL_EXPORTER_OTLP_COMPRESSION', 'zstd', /gzip or none/],
    ['OTEL_EXPORTER_OTLP_TIMEOUT', '0', /milliseconds/],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'token-without-equals', /key=value/],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'x-token=%zz', /key=value/],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'x-token=a%0D%0Ax-injected: 1', /key=value/],
    ['OTEL_EXPORTER_OTLP_HEADERS', 'x token=1', /key=value/],
    ['OTEL_TRACES_EXPORTER', 'console', /otlp or none/],
    ['HONEYCOMB_API_KEY', 'two words', /Honeycomb API key/],
  ])('refuses %s=%s, naming what was expected and not what was given', (variable, value, expected) => {
    let message = '';
    try {
      otlpConfig.from({ [variable]: value });
    } catch (error) {
      message = error instanceof ConfigError ? error.message : '';
    }
    expect(message).toMatch(expected);
    expect(message).toContain(variable);
    expect(message.slice(variable.length)).not.toContain(value);
  });
});

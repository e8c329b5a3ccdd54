import { elsewhere } from './elsewhere.js';

const HONEYCOMB_API_KEY = 'key';
const EU = 'https://api.eu1.honeycomb.io';
const COLLECTOR = 'http://collector:4318';
const named = { HONEYCOMB_API_KEY, HONEYCOMB_TEAM: 'team', HONEYCOMB_ENVIRONMENT: 'prod' };

describe('where else a trace is', () => {
  it.each([
    [{}, false],
    [{ HONEYCOMB_API_KEY }, true],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: EU }, true],
    [{ HONEYCOMB_API_KEY, OTEL_EXPORTER_OTLP_ENDPOINT: COLLECTOR }, false],
    [{ HONEYCOMB_API_KEY, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${COLLECTOR}/v1/traces` }, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: COLLECTOR, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${EU}/v1/traces` }, true],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: `${COLLECTOR}/x.honeycomb.io/` }, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'no URL' }, false],
    [{ HONEYCOMB_API_KEY, OTEL_TRACES_EXPORTER: 'none' }, false],
  ])('is by %j Honeycomb for the sink otlp: %s', (environment, is) => {
    expect(elsewhere(environment).honeycombIsOtlp).toBe(is);
  });

  it.each([
    [{}, 'https://ui.honeycomb.io'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: EU }, 'https://ui.eu1.honeycomb.io'],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${EU}/v1/traces` }, 'https://ui.eu1.honeycomb.io'],
  ])("is with %j on Honeycomb's pages at %s", (environment, ui) => {
    expect(elsewhere({ ...named, ...environment }).honeycomb?.ui).toBe(ui);
  });

  it.each([
    [{}, false],
    [{ AWS_XRAY_DAEMON_ADDRESS: 'localhost:2000' }, true],
    [{ XRAY_OTLP: 'on' }, true],
    [{ XRAY_OTLP: 'off' }, false],
    [{ XRAY_OTLP: 'FALSE' }, false],
  ])('is with %j in X-Ray: %s', (environment, is) => {
    expect(elsewhere(environment).xray).toBe(is);
  });
});

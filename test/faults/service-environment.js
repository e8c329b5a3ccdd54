/** A name that is too long to be one: no resolver anywhere knows it, and none is asked. */
const NO_NAME = `${'n'.repeat(64)}.invalid`;

/** What turns all four destinations on, where the stand-ins listen; `faults` by sink decide what stands in an address. */
export function serviceEnvironment(ports, faults) {
  const host = (sink) => (faults[sink] === 'a name that does not resolve' ? NO_NAME : '127.0.0.1');
  const scheme = (sink) => (faults[sink] === 'TLS with a wrong certificate' ? 'https' : 'http');
  const url = (sink) => `${scheme(sink)}://${host(sink)}:${ports[sink]}`;
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: url('otlp'),
    AWS_XRAY_DAEMON_ADDRESS: `${host('xray')}:${ports.xray}`,
    XRAY_SAMPLING: 'all',
    ROLLBAR_ACCESS_TOKEN: 'a'.repeat(32),
    ROLLBAR_ENDPOINT: `${url('rollbar')}/api/1/item/`,
    ROLLBAR_TEST_ROUTES: 'on',
    ROLLBAR_ITEMS_PER_MINUTE: '1000000',
    CLOUDWATCH_LOG_GROUP: 'cruddur',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'faults',
    AWS_SECRET_ACCESS_KEY: 'faults',
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url('cloudwatch'),
  };
}

/** What is compared: a name, the file that is started, and its environment, given where the sink listens. */
export function variants({ http, udp }) {
  const url = `http://127.0.0.1:${http}`;
  const traces = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/v1/traces` };
  const all = {
    ...traces,
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${udp}`,
    XRAY_SAMPLING: 'reservoir=5,rate=0.1',
    ROLLBAR_ACCESS_TOKEN: 'a'.repeat(32),
    ROLLBAR_ENDPOINT: `${url}/api/1/item/`,
    CLOUDWATCH_LOG_GROUP: 'cruddur',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: url,
  };
  const quiet = { LOG_LEVEL: 'warn' };
  return [
    { name: 'bare', file: 'bench/bare-app.js', environment: quiet },
    { name: 'traces', file: 'dist/main.js', environment: { ...quiet, ...traces } },
    { name: 'all four', file: 'dist/main.js', environment: all },
    { name: 'all four, X-Ray 100 %', file: 'dist/main.js', environment: { ...all, XRAY_SAMPLING: 'all' } },
  ];
}

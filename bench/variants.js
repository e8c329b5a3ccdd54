/**
 * What is compared: a name, the file that is started, and its environment, given where the sink listens. `goal` is what the
 * project wants on one core and Node 24: at least this ratio, at most these microseconds. `onlyByName`: left out unless asked for.
 * `beside`: the variant that it is also compared with, round by round.
 */
export function variants({ http, udp }, dist) {
  const url = `http://127.0.0.1:${http}`;
  const traces = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/v1/traces` };
  const all = {
    ...traces,
    AWS_XRAY_DAEMON_ADDRESS: `tcp:127.0.0.1:${http} udp:127.0.0.1:${udp}`,
    ROLLBAR_ACCESS_TOKEN: 'a'.repeat(32),
    ROLLBAR_ENDPOINT: `${url}/api/1/item/`,
    CLOUDWATCH_LOG_GROUP: 'cruddur',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: url,
  };
  const quiet = { LOG_LEVEL: 'warn' };
  const everyTrace = { ...all, XRAY_SAMPLING: 'all' };
  const file = `${dist}/main.js`;
  const told = [
    { name: 'traces', environment: { ...quiet, ...traces }, goal: { ratio: [0.8, 0.9], addedUs: 12, p99Ms: 2 } },
    { name: 'all four', environment: all, goal: { ratio: [0.7, 0.8], addedUs: 20, p99Ms: 2 } },
    { name: 'all four, X-Ray 100 %', environment: everyTrace, goal: { ratio: [0.6, undefined], addedUs: 31 } },
  ];
  const withTracer = (tracer) => (variant) => ({
    ...variant,
    name: `${variant.name} (${tracer})`,
    file,
    environment: { ...variant.environment, TELEMETRY_TRACER: tracer },
    goal: tracer === 'lean' ? variant.goal : undefined,
  });
  return [
    { name: 'bare', file: 'bench/apps/bare.js', environment: quiet },
    ...told.map(withTracer('lean')),
    ...told.map(withTracer('sdk')),
    ...inDevelopment(http).map((variant) => ({ ...variant, file, onlyByName: true })),
  ].map((variant) => ({ ...variant, environment: { ...variant.environment, BENCH_DIST: dist } }));
}

/**
 * With and without the console: a service that has no other destination, and one whose spans and log records go elsewhere too.
 * Where both get them, the sink counts the console's.
 */
function inDevelopment(port) {
  const otlp = (path) => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}${path}`,
    OTEL_LOGS_EXPORTER: 'otlp',
    OTEL_METRICS_EXPORTER: 'none',
  });
  const console = { CONSOLE: 'on', CONSOLE_PORT: String(port) };
  return [
    { name: 'development', environment: {} },
    { name: 'development, console', environment: console, beside: 'development' },
    { name: 'development, OTLP', environment: otlp('') },
    {
      name: 'development, OTLP, console',
      environment: { ...otlp('/elsewhere'), ...console },
      beside: 'development, OTLP',
    },
  ].map((variant) => ({
    ...variant,
    environment: { NODE_ENV: 'development', CONSOLE: 'off', ...variant.environment },
  }));
}

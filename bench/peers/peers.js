const OTLP = (ports) => ({
  OTEL_SERVICE_NAME: 'backend-nest',
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${ports.http}`,
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
  // The clouds' detectors would ask addresses outside this machine.
  OTEL_NODE_RESOURCE_DETECTORS: 'env,host,os,process',
});

const XRAY = (ports) => ({ AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${ports.udp}`, AWS_REGION: 'us-east-1' });

/**
 * The other tracing set-ups: the folder in which each is installed, its environment given where the sink listens, the unit
 * that the sink counts, and after how many seconds it has sent what it still held. Everything is sampled; what only phones
 * home is off.
 */
export const peers = [
  { name: 'OpenTelemetry SDK, http + @Span', folder: 'otel-sdk', environment: OTLP },
  { name: 'OpenTelemetry auto-instrumentations', folder: 'otel-auto', environment: OTLP },
  {
    name: 'dd-trace',
    folder: 'dd-trace',
    environment: (ports) => ({
      DD_SERVICE: 'backend-nest',
      DD_TRACE_AGENT_URL: `http://127.0.0.1:${ports.http}`,
      DD_TRACE_SAMPLE_RATE: '1',
      DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
      DD_REMOTE_CONFIGURATION_ENABLED: 'false',
    }),
  },
  {
    name: 'aws-xray-sdk, manual mode',
    folder: 'aws-xray-sdk',
    unit: 'segments',
    environment: (ports) => ({ ...XRAY(ports), AWS_XRAY_MANUAL_MODE: '1' }),
  },
  { name: 'aws-xray-sdk, automatic mode', folder: 'aws-xray-sdk', unit: 'segments', environment: XRAY },
  {
    name: 'Sentry',
    folder: 'sentry',
    environment: (ports) => ({ SENTRY_DSN: `http://${'a'.repeat(32)}@127.0.0.1:${ports.http}/1` }),
  },
  {
    name: 'elastic-apm-node',
    folder: 'elastic',
    settleSeconds: 13,
    environment: (ports) => ({
      ELASTIC_APM_SERVICE_NAME: 'backend-nest',
      ELASTIC_APM_SERVER_URL: `http://127.0.0.1:${ports.http}`,
      ELASTIC_APM_CLOUD_PROVIDER: 'none',
      ELASTIC_APM_CENTRAL_CONFIG: 'false',
      ELASTIC_APM_METRICS_INTERVAL: '0',
    }),
  },
  {
    name: 'newrelic',
    folder: 'newrelic',
    settleSeconds: 12,
    needsTls: true,
    environment: (ports) => ({
      NEW_RELIC_APP_NAME: 'backend-nest',
      NEW_RELIC_LICENSE_KEY: 'a'.repeat(40),
      NEW_RELIC_HOST: '127.0.0.1',
      NEW_RELIC_PORT: String(ports.tls),
      NEW_RELIC_NO_CONFIG_FILE: 'true',
      // By default it keeps ten traces a minute; its documented setting for all. It still keeps at most so many spans a minute.
      NEW_RELIC_DISTRIBUTED_TRACING_SAMPLER_ROOT: 'always_on',
      NEW_RELIC_SPAN_EVENTS_MAX_SAMPLES_STORED: '10000',
      NEW_RELIC_LOG_ENABLED: 'false',
      NEW_RELIC_UTILIZATION_DETECT_AWS: 'false',
      NEW_RELIC_UTILIZATION_DETECT_AZURE: 'false',
      NEW_RELIC_UTILIZATION_DETECT_AZUREFUNCTION: 'false',
      NEW_RELIC_UTILIZATION_DETECT_GCP: 'false',
      NEW_RELIC_UTILIZATION_DETECT_PCF: 'false',
      NEW_RELIC_UTILIZATION_DETECT_KUBERNETES: 'false',
      NEW_RELIC_UTILIZATION_DETECT_DOCKER: 'false',
      NODE_EXTRA_CA_CERTS: ports.certificate,
    }),
  },
].map((peer) => ({ unit: 'spans', settleSeconds: 8, ...peer }));

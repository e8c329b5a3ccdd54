// https://docs.newrelic.com/docs/apm/agents/nodejs-agent/installation-configuration/es-modules/
await import('newrelic/esm-loader.mjs');
await import('newrelic');

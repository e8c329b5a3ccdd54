import { spawnSync } from 'node:child_process';
import { installed } from './support/installed.js';

const CONFIG = 'deploy/collector/config.yaml';
const BESIDE_IT = 'exporters::otlp_http/honeycomb: { endpoint: "https://api.honeycomb.io", headers: { x-honeycomb-team: "${env:HONEYCOMB_API_KEY}" } }'; // prettier-ignore

function validate(...configs: readonly string[]) {
  const parameters = ['validate', ...configs.flatMap((config) => ['--config', config])];
  return spawnSync(installed('collector/otelcol'), parameters, { encoding: 'utf8', timeout: 30_000 });
}

describe('deploy/collector/config.yaml', () => {
  it('is a configuration that the Collector takes', () => {
    expect(validate(CONFIG)).toMatchObject({ status: 0, stderr: '' });
  });

  it('takes the exporter to Honeycomb that it speaks of', () => {
    const pipeline = 'yaml:service::pipelines::traces::exporters: [debug, otlp_http/honeycomb]';
    expect(validate(CONFIG, `yaml:${BESIDE_IT}`, pipeline)).toMatchObject({ status: 0, stderr: '' });
  });

  it('would be refused with a key that is not one', () => {
    const { status, stderr } = validate(CONFIG, 'yaml:processors::memory_limiter::limit_mb: 1');
    expect(status).toBe(1);
    expect(stderr).toContain('limit_mb');
  });
});

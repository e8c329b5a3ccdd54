import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { XRayClient } from '@aws-sdk/client-xray';
import { explainFailure } from '../src/xray/setup/explain-failure.js';
import { type GroupDocument, setUpGroup } from '../src/xray/setup/group.setup.js';
import { type SamplingRuleDocument, setUpSamplingRule } from '../src/xray/setup/sampling-rule.setup.js';
import { XRayControlApi } from './support/xray-control-api.js';

const read = (file: string): unknown => JSON.parse(readFileSync(`deploy/aws/${file}`, 'utf8'));
const group = read('xray-group.json') as GroupDocument;
const rule = read('xray-sampling-rule.json') as SamplingRuleDocument;

/** The command as npm runs it, with an environment of its own. */
async function run(environment: Record<string, string>) {
  const entry = resolve('dist-test/xray/setup/setup-xray.js');
  const env = { PATH: process.env.PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', ...environment };
  const ended = promisify(execFile)(process.execPath, [entry], { env, cwd: resolve('deploy') });
  return ended.then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}

describe("X-Ray's group and sampling rule", () => {
  let api: XRayControlApi;
  let client: XRayClient;
  beforeEach(async () => {
    api = await XRayControlApi.start();
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret' };
    client = new XRayClient({ endpoint: api.url, region: 'eu-west-1', credentials, maxAttempts: 1 });
  });
  afterEach(async () => {
    client.destroy();
    await api.stop();
  });

  it('are created as deploy/aws has them', async () => {
    expect(await setUpGroup(client, group)).toBe('created');
    expect(await setUpSamplingRule(client, rule)).toBe('created');
    expect(api.groups.get('Cruddur')).toMatchObject({ FilterExpression: 'service("backend-nest")' });
    expect(api.rules.get('Cruddur')).toMatchObject({ Priority: 9000, FixedRate: 0.1, ReservoirSize: 5, ServiceName: 'backend-nest', Version: 1 }); // prettier-ignore
  });

  it('are left alone the second time, also behind others', async () => {
    api.groups.set('Default', { GroupName: 'Default' });
    api.rules.set('Default', { RuleName: 'Default', Version: 1 });
    for (const expected of ['created', 'unchanged', 'unchanged']) {
      expect(await setUpGroup(client, group)).toBe(expected);
      expect(await setUpSamplingRule(client, rule)).toBe(expected);
    }
    expect(api.calls.filter((call) => /Create|Update/.test(call))).toEqual(['/CreateGroup', '/CreateSamplingRule']);
  });

  it('are updated where they differ', async () => {
    await setUpGroup(client, { ...group, FilterExpression: 'service("other")' });
    await setUpSamplingRule(client, { SamplingRule: { ...rule.SamplingRule, FixedRate: 1 } });
    expect(await setUpGroup(client, group)).toBe('updated');
    expect(await setUpSamplingRule(client, rule)).toBe('updated');
    expect(await setUpGroup(client, group)).toBe('unchanged');
    expect(await setUpSamplingRule(client, rule)).toBe('unchanged');
  });

  it.each([
    [
      'AccessDeniedException',
      'User: arn:aws:iam::1:user/a is not authorized to perform: xray:CreateGroup on resource: *',
      'not allowed: the permission xray:CreateGroup is missing',
    ],
    ['ThrottledException', 'Rate exceeded', 'AWS asks to wait: run it again in a minute'],
    ['InvalidRequestException', 'bad filter', 'InvalidRequestException: bad filter'],
  ])('say what %s means', async (type, message, explained) => {
    api.failures.set('/CreateGroup', { status: 400, type, message });
    const error: unknown = await setUpGroup(client, group).catch((thrown: unknown) => thrown);
    expect(explainFailure(error)).toBe(explained);
  });

  it('say that the region is missing', () => {
    expect(explainFailure(new Error('Region is missing'))).toBe('set AWS_REGION');
  });

  it('come from one command, which respects the environment and says what it did', async () => {
    const environment = {
      AWS_ENDPOINT_URL_XRAY: api.url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    };
    const created = 'group Cruddur: created\nsampling rule Cruddur: created\n';
    expect(await run(environment)).toMatchObject({ code: 0, stdout: created });
    expect((await run(environment)).stdout).toBe(created.replaceAll('created', 'unchanged'));
    expect((await run({ ...environment, OTEL_SERVICE_NAME: 'other' })).stdout).toMatch(/note: both are for backend-nest, .* other/); // prettier-ignore
    api.failures.set('/GetSamplingRules', {
      status: 403,
      type: 'AccessDeniedException',
      message: 'User: arn:aws:iam::1:user/a is not authorized to perform: xray:GetSamplingRules',
    });
    const refused = await run(environment);
    expect(refused).toMatchObject({ code: 1, stdout: 'group Cruddur: unchanged\n' });
    expect(refused.stderr).toContain(
      'sampling rule Cruddur: failed: not allowed: the permission xray:GetSamplingRules is missing',
    );
  });

  it('tell who has no credentials and no region', async () => {
    const { code, stderr } = await run({ AWS_ENDPOINT_URL_XRAY: api.url });
    expect(code).toBe(1);
    expect(stderr).toContain('set AWS_REGION');
    const { stderr: without } = await run({ AWS_ENDPOINT_URL_XRAY: api.url, AWS_REGION: 'eu-west-1' });
    expect(without).toContain('no AWS credentials');
  });
});

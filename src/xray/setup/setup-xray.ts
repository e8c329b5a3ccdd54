import { readFileSync } from 'node:fs';
import { XRayClient } from '@aws-sdk/client-xray';
import { loadEnvironment, serviceConfig } from '../../config/index.js';
import { explainFailure } from './explain-failure.js';
import { type GroupDocument, setUpGroup } from './group.setup.js';
import { type SamplingRuleDocument, setUpSamplingRule } from './sampling-rule.setup.js';
import type { SetupResult } from './setup-result.js';

/** `npm run xray:setup`: X-Ray's group and sampling rule as deploy/aws has them; may be run again at any time. */

const group = read('xray-group.json') as GroupDocument;
const rule = read('xray-sampling-rule.json') as SamplingRuleDocument;
const environment = loadEnvironment();
const client = new XRayClient({ maxAttempts: 3 });

await step(`group ${group.GroupName}`, () => setUpGroup(client, group));
await step(`sampling rule ${rule.SamplingRule.RuleName}`, () => setUpSamplingRule(client, rule));
client.destroy();

const segments = environment['AWS_XRAY_TRACING_NAME'] ?? serviceConfig.from(environment).name;
if (segments !== rule.SamplingRule.ServiceName) {
  console.log(
    `note: both are for ${rule.SamplingRule.ServiceName}, and this environment names its segments ${segments}: change deploy/aws or the name`,
  );
}

async function step(what: string, work: () => Promise<SetupResult>): Promise<void> {
  try {
    console.log(`${what}: ${await work()}`);
  } catch (error) {
    console.error(`${what}: failed: ${explainFailure(error)}`);
    process.exitCode = 1;
  }
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../deploy/aws/${file}`, import.meta.url), 'utf8'));
}

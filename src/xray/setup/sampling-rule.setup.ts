import {
  CreateSamplingRuleCommand,
  paginateGetSamplingRules,
  UpdateSamplingRuleCommand,
  type SamplingRule,
  type XRayClient,
} from '@aws-sdk/client-xray';
import type { SetupResult } from './setup-result.js';

/** As `aws xray create-sampling-rule --cli-input-json` takes it. */
export interface SamplingRuleDocument {
  readonly SamplingRule: SamplingRule & { readonly RuleName: string };
}

/** Creates the rule, or changes what differs from `wanted`; leaves it alone where nothing does. */
export async function setUpSamplingRule(
  client: XRayClient,
  { SamplingRule: wanted }: SamplingRuleDocument,
): Promise<SetupResult> {
  for await (const page of paginateGetSamplingRules({ client }, {})) {
    const found = page.SamplingRuleRecords?.find(({ SamplingRule }) => SamplingRule?.RuleName === wanted.RuleName);
    if (!found) continue;
    if (isAsWanted(found.SamplingRule ?? {}, wanted)) return 'unchanged';
    const { Version: _, ...SamplingRuleUpdate } = wanted;
    await client.send(new UpdateSamplingRuleCommand({ SamplingRuleUpdate }));
    return 'updated';
  }
  await client.send(new CreateSamplingRuleCommand({ SamplingRule: wanted }));
  return 'created';
}

/** What the file does not speak of may be as it is. */
function isAsWanted(found: Partial<SamplingRule>, wanted: SamplingRule): boolean {
  const entries = Object.entries(wanted) as [keyof SamplingRule, unknown][];
  return entries.every(([field, value]) => JSON.stringify(found[field]) === JSON.stringify(value));
}

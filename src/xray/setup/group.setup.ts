import { CreateGroupCommand, paginateGetGroups, UpdateGroupCommand, type XRayClient } from '@aws-sdk/client-xray';
import type { SetupResult } from './setup-result.js';

/** As `aws xray create-group --cli-input-json` takes it. */
export interface GroupDocument {
  readonly GroupName: string;
  readonly FilterExpression: string;
}

/** Creates the group, or gives it the filter of `wanted`; leaves it alone where it has it. */
export async function setUpGroup(client: XRayClient, wanted: GroupDocument): Promise<SetupResult> {
  for await (const page of paginateGetGroups({ client }, {})) {
    const found = page.Groups?.find(({ GroupName }) => GroupName === wanted.GroupName);
    if (!found) continue;
    if (found.FilterExpression === wanted.FilterExpression) return 'unchanged';
    await client.send(new UpdateGroupCommand({ ...wanted }));
    return 'updated';
  }
  await client.send(new CreateGroupCommand({ ...wanted }));
  return 'created';
}

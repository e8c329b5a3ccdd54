import type { SpanRecord } from '../../tracing/index.js';

type Origin = Pick<SpanRecord, 'resource' | 'scope'>;

/** Items under their resource and scope, by identity: a tracer shows the same two objects on all its spans. */
export function byOrigin<Item extends Origin>(
  items: readonly Item[],
): Map<Item['resource'], Map<Item['scope'], Item[]>> {
  const resources = new Map<Item['resource'], Map<Item['scope'], Item[]>>();
  for (const item of items) {
    let scopes = resources.get(item.resource);
    if (scopes === undefined) resources.set(item.resource, (scopes = new Map<Item['scope'], Item[]>()));
    const ofScope = scopes.get(item.scope);
    if (ofScope === undefined) scopes.set(item.scope, [item]);
    else ofScope.push(item);
  }
  return resources;
}

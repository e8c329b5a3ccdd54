import type { DeliveryOutcome } from '../delivery/index.js';
import type { SpanRecord } from '../tracing/index.js';
import type { Endpoint } from './daemon-address.js';
import { toDatagrams } from './datagrams.js';
import { buildSegmentTrees, type TranslationOptions } from './translation/index.js';
import { XRayUdpProtocol } from './udp/xray-udp.protocol.js';

/** One span to the daemon as the service's own go, with the second in which a refusal would come. Never rejects. */
export async function sendProbeSegment(
  daemon: Endpoint,
  span: SpanRecord,
  options: TranslationOptions,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const datagrams = toDatagrams(buildSegmentTrees([span], options));
  const groups = datagrams.groups.map(({ bytes, items }) => ({ bytes: Buffer.from(bytes), items }));
  const body = async () => Buffer.concat(groups.map(({ bytes }) => bytes));
  const batch = { items: groups.length, groupCount: groups.length, body, groups: async () => groups };
  return new XRayUdpProtocol(daemon).send(batch, signal);
}

import { diag, type Link } from '@opentelemetry/api';
import type { LeanLimits } from './lean-limits.js';
import { NO_LINKS, type OpenRecord } from './open-record.js';
import { limitedAttributes } from './read-attributes.js';

/** Adds a link; where there are too many the oldest makes room. @throws where the link has no context. */
export function addLink(record: OpenRecord, limits: LeanLimits, { context, attributes: given }: Link): void {
  if (limits.linkCountLimit === 0) {
    record.droppedLinksCount += 1;
    return;
  }
  const { attributes, dropped } = limitedAttributes(
    given,
    limits.attributePerLinkCountLimit,
    limits.attributeValueLengthLimit,
  );
  const link = {
    traceId: context.traceId,
    spanId: context.spanId,
    traceFlags: context.traceFlags,
    traceState: context.traceState?.serialize() || undefined,
    isRemote: context.isRemote,
    attributes,
    droppedAttributesCount: dropped,
  };
  if (record.links === NO_LINKS) record.links = [];
  if (record.links.length >= limits.linkCountLimit) {
    if (record.droppedLinksCount === 0) diag.debug('Dropping extra links.');
    record.links.shift();
    record.droppedLinksCount += 1;
  }
  record.links.push(link);
}

import type { SpanRecord } from '../../tracing/index.js';

const OF_A_SPAN = 600;
const OF_A_PART = 200;
const OF_AN_ATTRIBUTE = 50;

/** About how much memory a span holds while it waits. Counting it to the byte would cost more than it saves. */
export function roughBytes(span: SpanRecord): number {
  let bytes = OF_A_SPAN + span.name.length + ofAttributes(span.attributes);
  for (const event of span.events) bytes += OF_A_PART + ofAttributes(event.attributes);
  for (const link of span.links) bytes += OF_A_PART + ofAttributes(link.attributes);
  return bytes;
}

function ofAttributes(attributes: SpanRecord['attributes']): number {
  let bytes = 0;
  for (const name in attributes) {
    const value = attributes[name];
    bytes += OF_AN_ATTRIBUTE + name.length;
    if (typeof value === 'string') bytes += value.length;
    else if (Array.isArray(value)) for (const item of value) bytes += 8 + (typeof item === 'string' ? item.length : 0);
  }
  return bytes;
}

import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { Redactor } from '../redaction/index.js';
import type { SpanRecord } from './span-record.js';

/** Longest string that leaves the process as one attribute, in UTF-16 units; a stack trace fits. */
export const MAX_VALUE_LENGTH = 16_384;
export const MAX_ARRAY_LENGTH = 256;

/** Redacts and clips what a span says, copying only what changes: most spans pass as they are. */
export function prepareSpan(span: SpanRecord, redactor: Redactor): SpanRecord {
  const attributes = prepareAttributes(span.attributes, redactor);
  const events = mapChanged(span.events, (event) =>
    withAttributes(event, prepareAttributes(event.attributes, redactor)),
  );
  const links = mapChanged(span.links, (link) => withAttributes(link, prepareAttributes(link.attributes, redactor)));
  const name = prepareText(span.name, redactor);
  const message = span.status.message === undefined ? undefined : prepareText(span.status.message, redactor);
  if (
    attributes === span.attributes &&
    events === span.events &&
    links === span.links &&
    name === span.name &&
    message === span.status.message
  )
    return span;
  return { ...span, name, attributes, events, links, status: { ...span.status, message } };
}

export function prepareAttributes(attributes: Readonly<Attributes>, redactor: Redactor): Readonly<Attributes> {
  let copy: Attributes | undefined;
  for (const key in attributes) {
    const value = attributes[key];
    const prepared = redactor.isSecretName(key) ? redactor.mask : prepareValue(value, redactor);
    if (prepared === value) continue;
    copy ??= { ...attributes };
    copy[key] = prepared;
  }
  return copy ?? attributes;
}

function prepareValue(value: AttributeValue | undefined, redactor: Redactor): AttributeValue | undefined {
  if (typeof value === 'string') return prepareText(value, redactor);
  if (!Array.isArray(value)) return value;
  const clipped = value.length > MAX_ARRAY_LENGTH ? value.slice(0, MAX_ARRAY_LENGTH) : value;
  return mapChanged(clipped as readonly unknown[], (item) =>
    typeof item === 'string' ? prepareText(item, redactor) : item,
  ) as AttributeValue;
}

function prepareText(text: string, redactor: Redactor): string {
  if (text.length <= MAX_VALUE_LENGTH) return redactor.redactText(text);
  const dropped = text.length - MAX_VALUE_LENGTH;
  return `${redactor.redactText(text.slice(0, MAX_VALUE_LENGTH))}…[clipped ${dropped}]`;
}

function withAttributes<T extends { readonly attributes: Readonly<Attributes> }>(
  of: T,
  attributes: Readonly<Attributes>,
): T {
  return attributes === of.attributes ? of : { ...of, attributes };
}

function mapChanged<T>(items: readonly T[], map: (item: T) => T): readonly T[] {
  let copy: T[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const mapped = map(items[index] as T);
    if (mapped === items[index]) continue;
    copy ??= [...items];
    copy[index] = mapped;
  }
  return copy ?? items;
}

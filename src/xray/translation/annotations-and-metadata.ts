import type { SpanRecord } from '../../tracing/index.js';
import type { AnnotationBudget } from './annotation-budget.js';
import type { AttributeReader } from './attribute-reader.js';
import { BareRecord } from './bare-record.js';
import { plainValue } from './plain-value.js';
import type { Segment } from './segment-document.js';
import { DEFAULT_ANNOTATIONS, type TranslationOptions } from './translation-options.js';
import { wholeCharacters } from './whole-characters.js';

/** Further metadata that is no attribute of the span, by name. */
export type Facts = Readonly<Record<string, unknown>>;

/** Names, on the span itself, of attributes to index besides the configured ones. */
const MORE_ANNOTATIONS = 'aws.xray.annotations';

/**
 * What no block took: chosen attributes as annotations (also those a block took), all others as metadata. What does not
 * fit as an annotation (a list, the fifty-first, the end of a long text) is metadata too, so that nothing is lost.
 */
export function annotationsAndMetadata(
  attributes: AttributeReader,
  facts: Facts,
  budget: AnnotationBudget,
  options: TranslationOptions,
): Pick<Segment, 'annotations' | 'metadata'> {
  const chosen = options.annotations ?? DEFAULT_ANNOTATIONS;
  const more = attributes.takeTexts(MORE_ANNOTATIONS) ?? [];
  const annotations = new BareRecord<string | number | boolean>();
  const metadata = new BareRecord<unknown>();
  const isFree = (key: string) => !(key in annotations);
  const sort = (name: string, value: unknown, isTaken: boolean) => {
    if (value === undefined || value === null) return;
    const isChosen = chosen.includes(name) || more.includes(name);
    if (isTaken && !isChosen) return;
    const plain = plainValue(value);
    const annotated = isChosen ? budget.annotate(name, plain, isFree) : undefined;
    if (annotated) annotations[annotated.key] = annotated.value;
    if (!annotated?.whole && !isTaken) metadata[wholeCharacters(name)] = plain;
  };
  attributes.each(sort);
  for (const name in facts) sort(name, facts[name], false);
  return {
    ...(!isEmpty(annotations) && { annotations }),
    ...(!isEmpty(metadata) && { metadata: { default: metadata } }),
  };
}

/** `otel.resource.host.name` and so on, for segments. */
export function resourceFacts({ attributes }: SpanRecord['resource']): Facts {
  const facts: Record<string, unknown> = {};
  for (const name in attributes) facts[`otel.resource.${name}`] = attributes[name];
  return facts;
}

/** What a span says that X-Ray has no field for: its name where another stands for it, and its events. */
export function spanFacts(span: SpanRecord, segmentName: string): Facts {
  const events = span.events.filter((event) => event.name !== 'exception');
  return {
    ...(span.name !== segmentName && { 'otel.span.name': span.name }),
    ...(events.length > 0 && { 'otel.events': events.map(describeEvent) }),
  };
}

function describeEvent({ name, time, attributes }: SpanRecord['events'][number]): object {
  return { name, time: time[0] + time[1] / 1e9, attributes };
}

function isEmpty(object: object): boolean {
  for (const _ in object) return false;
  return true;
}

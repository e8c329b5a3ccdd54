import { SpanKind, type HrTime } from '@opentelemetry/api';
import type { Redactor } from '../redaction/index.js';
import { mapChanged, PreparedValues } from './prepared-values.js';
import type { SpanEventRecord, SpanLinkRecord, SpanRecord } from './span-record.js';

/** Events of one span, and links of it. */
export const MAX_EVENTS = 256;

/**
 * Makes the record that sinks see of the one that ended: redacted, clipped and sound whatever the program wrote on the
 * span. Only what changes is copied; most spans pass as they are.
 */
export class SpanPreparation {
  /** One object for each scope, changed or not: encoders group spans by it. */
  private readonly scopes = new WeakMap<object, SpanRecord['scope']>();

  constructor(private readonly redactor: Redactor) {}

  prepare(span: SpanRecord): SpanRecord {
    const values = new PreparedValues(this.redactor);
    const attributes = values.attributes(span.attributes);
    const droppedAttributes = values.takeDropped();
    const name = values.text(span.name);
    const status = preparedStatus(span.status, values);
    const events = mapChanged(first(span.events), (event) => preparedEvent(event, values));
    const links = mapChanged(first(span.links), (link) => preparedLink(link, values));
    const traceState = span.traceState === undefined ? undefined : values.text(span.traceState);
    const scope = this.preparedScope(span.scope);
    const isSound = isTime(span.startTime) && isTime(span.endTime) && SpanKind[span.kind] !== undefined;
    if (
      attributes === span.attributes &&
      name === span.name &&
      status === span.status &&
      events === span.events &&
      links === span.links &&
      traceState === span.traceState &&
      scope === span.scope &&
      isSound
    )
      return span;
    return {
      ...span,
      ...(isSound ? undefined : soundParts(span)),
      name,
      attributes,
      status,
      events,
      links,
      traceState,
      scope,
      droppedAttributesCount: span.droppedAttributesCount + droppedAttributes,
      droppedEventsCount: span.droppedEventsCount + span.events.length - events.length,
      droppedLinksCount: span.droppedLinksCount + span.links.length - links.length,
    };
  }

  private preparedScope(scope: SpanRecord['scope']): SpanRecord['scope'] {
    const known = this.scopes.get(scope);
    if (known !== undefined) return known;
    const name = this.redactor.ruleFor(scope.name).name;
    const prepared = name === scope.name ? scope : { ...scope, name };
    this.scopes.set(scope, prepared);
    return prepared;
  }
}

function first<T>(items: readonly T[]): readonly T[] {
  return items.length > MAX_EVENTS ? items.slice(0, MAX_EVENTS) : items;
}

function preparedStatus(status: SpanRecord['status'], values: PreparedValues): SpanRecord['status'] {
  if (status.message === undefined) return status;
  const message = values.text(status.message);
  return message === status.message ? status : { ...status, message };
}

function preparedEvent(event: SpanEventRecord, values: PreparedValues): SpanEventRecord {
  const attributes = values.attributes(event.attributes);
  const dropped = values.takeDropped();
  const name = values.text(event.name);
  const time = isTime(event.time) ? event.time : NO_TIME;
  if (attributes === event.attributes && name === event.name && time === event.time) return event;
  return { ...event, name, time, attributes, droppedAttributesCount: event.droppedAttributesCount + dropped };
}

function preparedLink(link: SpanLinkRecord, values: PreparedValues): SpanLinkRecord {
  const attributes = values.attributes(link.attributes);
  const dropped = values.takeDropped();
  const traceState = link.traceState === undefined ? undefined : values.text(link.traceState);
  if (attributes === link.attributes && traceState === link.traceState) return link;
  return { ...link, traceState, attributes, droppedAttributesCount: link.droppedAttributesCount + dropped };
}

const NO_TIME: HrTime = [0, 0];

/** The year 2255: microseconds since the epoch are exact in a double until then. */
const MAX_SECONDS = 9e9;

/** A NaN, or 1e300, which a program may have given for a time, would be none in any encoding. */
function isTime([seconds, nanoseconds]: HrTime): boolean {
  return seconds >= 0 && seconds < MAX_SECONDS && nanoseconds >= 0 && nanoseconds < 1e9;
}

/** What the program gave for a time or a kind and is none. */
function soundParts({ startTime, endTime, kind }: SpanRecord): Pick<SpanRecord, 'startTime' | 'endTime' | 'kind'> {
  const end = isTime(endTime) ? endTime : NO_TIME;
  const start = isTime(startTime) ? startTime : end;
  return {
    startTime: start,
    endTime: isTime(endTime) ? endTime : start,
    kind: SpanKind[kind] === undefined ? SpanKind.INTERNAL : kind,
  };
}

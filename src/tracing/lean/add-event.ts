import { type Attributes, diag, type TimeInput } from '@opentelemetry/api';
import { isTimeInput } from '@opentelemetry/core';
import type { LeanLimits } from './lean-limits.js';
import { NO_EVENTS, type OpenRecord } from './open-record.js';
import { limitedAttributes } from './read-attributes.js';
import type { SpanClock } from './span-clock.js';

/** Adds an event; where there are too many the oldest makes room. */
export function addEvent(
  record: OpenRecord,
  limits: LeanLimits,
  clock: SpanClock,
  name: string,
  attributesOrTime: Attributes | TimeInput | undefined,
  givenTime: TimeInput | undefined,
): void {
  if (limits.eventCountLimit === 0) {
    diag.warn('No events allowed.');
    record.droppedEventsCount += 1;
    return;
  }
  const isTime = isTimeInput(attributesOrTime);
  const time = isTime && !isTimeInput(givenTime) ? attributesOrTime : givenTime;
  const { attributes, dropped } = limitedAttributes(
    isTime ? undefined : attributesOrTime,
    limits.attributePerEventCountLimit,
    limits.attributeValueLengthLimit,
  );
  if (record.events === NO_EVENTS) record.events = [];
  if (record.events.length >= limits.eventCountLimit) {
    if (record.droppedEventsCount === 0) diag.debug('Dropping extra events.');
    record.events.shift();
    record.droppedEventsCount += 1;
  }
  record.events.push({ name, time: clock.time(time), attributes, droppedAttributesCount: dropped });
}

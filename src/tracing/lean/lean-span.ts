import type { Attributes, AttributeValue, Exception, Link, Span, SpanContext, SpanStatus, TimeInput } from '@opentelemetry/api'; // prettier-ignore
import { diag, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { hrTimeDuration } from '@opentelemetry/core';
import type { SpanRecord } from '../span-record.js';
import { addEvent } from './add-event.js';
import { addLink } from './add-link.js';
import { exceptionAttributes } from './exception-attributes.js';
import type { LeanLimits } from './lean-limits.js';
import type { OpenRecord } from './open-record.js';
import { clipped, isValidAttribute } from './read-attributes.js';
import type { SpanClock } from './span-clock.js';

export interface LeanSpanOptions {
  readonly limits: LeanLimits;
  /** Takes the record of a sampled span that ended; nothing writes to it any more. */
  readonly onEnd: (span: SpanRecord) => void;
}

/**
 * A recording span: it writes the record that sinks get, and hands it over when it ends. What each call means, and what
 * it says to `diag`, is what the SDK's span of 2.12 does.
 */
export class LeanSpan implements Span {
  private ended = false;
  private attributeCount = 0;

  constructor(
    private readonly record: OpenRecord,
    private readonly context: SpanContext,
    private readonly clock: SpanClock,
    private readonly options: LeanSpanOptions,
  ) {}

  spanContext(): SpanContext {
    return this.context;
  }

  isRecording(): boolean {
    return !this.ended;
  }

  /** What `startSpan` was given, or its sampler said. Unlike `setAttributes` it takes objects only. */
  startWith(attributes: Readonly<Attributes> | undefined): void {
    if (typeof attributes !== 'object' || attributes === null) return;
    // A copy of the whole costs less than writing one after the other, and reads each value once.
    const copy = { ...attributes };
    if (this.adopt(copy)) return;
    for (const key in copy) if (Object.hasOwn(copy, key) && key !== '__proto__') this.write(key, copy[key]);
  }

  setAttribute(key: string, value: AttributeValue | undefined): this {
    if (value !== undefined && value !== null && !this.isOver()) this.write(key, value);
    return this;
  }

  setAttributes(attributes: Attributes): this {
    for (const key in attributes) if (Object.hasOwn(attributes, key)) this.setAttribute(key, attributes[key]);
    return this;
  }

  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    if (!this.isOver()) addEvent(this.record, this.options.limits, this.clock, name, attributesOrTime, time);
    return this;
  }

  addLink(link: Link): this {
    if (!this.isOver()) addLink(this.record, this.options.limits, link);
    return this;
  }

  addLinks(links: Link[]): this {
    for (const link of links) this.addLink(link);
    return this;
  }

  recordException(exception: Exception, time?: TimeInput): void {
    const attributes = exceptionAttributes(exception);
    if (attributes === undefined) sayUnrecorded(exception);
    else this.addEvent('exception', attributes, time);
  }

  /** OK is final; a message belongs to an error. */
  setStatus(status: SpanStatus): this {
    if (this.isOver()) return this;
    const { code } = status;
    if (code === SpanStatusCode.UNSET || this.record.status.code === SpanStatusCode.OK) return this;
    this.record.status = { code, message: code === SpanStatusCode.ERROR ? messageOf(status) : undefined };
    return this;
  }

  updateName(name: string): this {
    if (!this.isOver()) this.record.name = name;
    return this;
  }

  end(endTime?: TimeInput): void {
    const { record } = this;
    if (this.isOver()) {
      diag.error(`${record.name} ${record.traceId}-${record.spanId} - You can only call end() on a span once.`);
      return;
    }
    record.endTime = this.clock.time(endTime);
    if (hrTimeDuration(record.startTime, record.endTime)[0] < 0) {
      diag.warn('Inconsistent start and end time, startTime > endTime. Setting span duration to 0ms.', record.startTime, record.endTime); // prettier-ignore
      record.endTime = [record.startTime[0], record.startTime[1]];
    }
    sayDropped('event', record.droppedEventsCount);
    sayDropped('link', record.droppedLinksCount);
    this.ended = true;
    if ((record.traceFlags & TraceFlags.SAMPLED) !== 0) this.options.onEnd(record);
  }

  /** Takes `attributes` for the record's own where each of them would be written as it is: false where one would not. */
  private adopt(attributes: OpenRecord['attributes']): boolean {
    const { attributeCountLimit, attributeValueLengthLimit } = this.options.limits;
    let count = 0;
    for (const key in attributes) {
      const value = attributes[key];
      const isPlain = typeof value === 'string' ? value.length <= attributeValueLengthLimit : isFlat(value);
      if (!isPlain || key === '' || key === '__proto__') return false;
      count += 1;
    }
    if (count > attributeCountLimit) return false;
    this.record.attributes = attributes;
    this.attributeCount = count;
    return true;
  }

  private write(key: string, value: unknown): void {
    if (!isValidAttribute(key, value) || value === undefined || value === null) return;
    const { record, options } = this;
    if (!Object.hasOwn(record.attributes, key)) {
      if (this.attributeCount >= options.limits.attributeCountLimit) {
        record.droppedAttributesCount += 1;
        return;
      }
      this.attributeCount += 1;
      if (key === '__proto__') return; // no plain object can hold it; the SDK counts it all the same
    }
    record.attributes[key] = clipped(value, options.limits.attributeValueLengthLimit);
  }

  private isOver(): boolean {
    if (this.ended) {
      const { traceId, spanId } = this.record;
      const message = `on ended Span {traceId: ${traceId}, spanId: ${spanId}}`;
      diag.warn(`Cannot execute the operation ${message}`, new Error(`Operation attempted ${message}`));
    }
    return this.ended;
  }
}

function isFlat(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function messageOf({ message }: SpanStatus): string | undefined {
  if (message !== undefined && message !== null && typeof message !== 'string')
    diag.warn(`Dropping invalid status.message of type '${typeof message}', expected 'string'`);
  return typeof message === 'string' ? message : undefined;
}

function sayUnrecorded(exception: unknown): void {
  diag.warn(`Failed to record an exception ${String(exception)}`);
}

function sayDropped(what: string, count: number): void {
  if (count > 0) diag.warn(`Dropped ${count} ${what}s because ${what}CountLimit reached`);
}

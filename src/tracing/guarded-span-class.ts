import { types } from 'node:util';
import type { Attributes, AttributeValue, Exception, Link, Span, SpanStatus, TimeInput } from '@opentelemetry/api';
import { isAttributeValue } from '@opentelemetry/core';
import { redactor } from '../redaction/index.js';
import { describeThrown } from './span/describe-thrown.js';

type Methods = Pick<
  Span,
  'setAttribute' | 'setAttributes' | 'addEvent' | 'addLink' | 'addLinks' | 'setStatus' | 'updateName' | 'recordException' | 'end'
>; // prettier-ignore

/**
 * Replaces the methods of a span class, on its prototype, by ones that never throw into the program and that make of any
 * value one that an attribute can have: OpenTelemetry's SDK throws where a getter or a trap of a value does, and leaves
 * out a BigInt or an object with a warning. Once a class: nothing is added to any span.
 */
export function guardSpanClass(prototype: object): void {
  const { setAttribute, addEvent, addLink, setStatus, updateName, recordException, end } = prototype as Methods;
  const guarded: Methods = {
    setAttribute(this: Span, key: unknown, value: unknown) {
      // What nearly every call brings cannot throw.
      if (typeof key === 'string' && isPrimitive(value)) return setAttribute.call(this, key, value);
      return tried(this, () => {
        const sound = attributeValue(value);
        if (sound !== undefined) setAttribute.call(this, textOf(key), sound);
      });
    },
    setAttributes(this: Span, attributes) {
      try {
        for (const key in attributes) if (Object.hasOwn(attributes, key)) this.setAttribute(key, attributes[key] as AttributeValue); // prettier-ignore
        return this;
      } catch {
        // Something in it throws when it is read: what can be read follows, over what was set already.
      }
      return tried(this, () => {
        for (const [key, value] of Object.entries(readable(attributes)))
          this.setAttribute(key, value as AttributeValue);
      });
    },
    addEvent(this: Span, name, attributesOrTime?: Attributes | TimeInput, time?: TimeInput) {
      return tried(this, () => addEvent.call(this, textOf(name), eventDetail(attributesOrTime), time));
    },
    addLink(this: Span, link) {
      return tried(this, () => {
        const sound = soundLink(link);
        if (sound !== undefined) addLink.call(this, sound);
      });
    },
    addLinks(this: Span, links) {
      return tried(this, () => {
        let left = MAX_LIST;
        for (const link of links) {
          if (left === 0) break;
          left -= 1;
          this.addLink(link);
        }
      });
    },
    setStatus(this: Span, status: SpanStatus) {
      return tried(this, () => {
        const { code, message } = status;
        setStatus.call(this, message === undefined ? { code } : { code, message: textOf(message) });
      });
    },
    updateName(this: Span, name) {
      return tried(this, () => updateName.call(this, textOf(name)));
    },
    recordException(this: Span, exception: Exception, time?: TimeInput) {
      tried(this, () =>
        recordException.call(this, typeof exception === 'string' ? exception : describeThrown(exception), time),
      );
    },
    end(this: Span, time?: TimeInput) {
      try {
        end.call(this, time);
      } catch {
        // A time that is none: the span ends all the same.
      }
      if (this.isRecording()) tried(this, () => end.call(this));
    },
  };
  for (const [name, value] of Object.entries(guarded)) {
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
  }
}

/** A longer list may be one of four billion holes: as a value it becomes text that says how much is left out of it. */
export const MAX_LIST = 10_000;

function isPrimitive(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** An attribute's value of anything: as it is, as text, or as the JSON of what can be read of it. */
function attributeValue(value: unknown): AttributeValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'undefined':
      return undefined;
    case 'object':
      return value === null ? undefined : objectValue(value);
    case 'function':
      return '[function]';
    default:
      return String(value);
  }
}

/** Attributes of anything; each value as `attributeValue` makes it. */
export function attributeValues(attributes: unknown): Attributes {
  return Object.fromEntries(Object.entries(readable(attributes)).map(([key, value]) => [key, attributeValue(value)]));
}

function objectValue(value: object): AttributeValue {
  try {
    if (Array.isArray(value) && value.length <= MAX_LIST && isAttributeValue(value))
      return [...value] as AttributeValue;
  } catch {
    // A trap of a list that is a proxy: what can be read of it follows.
  }
  const plain = redactor.redactFields(value);
  return typeof plain === 'string' ? plain : JSON.stringify(plain);
}

/** An event's second argument is a time or its attributes. */
function eventDetail(detail: unknown): Attributes | TimeInput | undefined {
  if (detail === undefined || detail === null) return undefined;
  if (typeof detail !== 'object' || types.isDate(detail) || Array.isArray(detail)) return detail as TimeInput;
  return attributeValues(detail);
}

/** A copy: of all where all can be read, else of what can. */
function readable(attributes: unknown): Readonly<Record<string, unknown>> {
  if (typeof attributes !== 'object') return {};
  try {
    return { ...attributes };
  } catch {
    const copy = redactor.redactFields(attributes);
    return typeof copy === 'object' && copy !== null
      ? (copy as Record<string, unknown>)
      : { 'app.unreadable': String(copy) };
  }
}

export function soundLink(link: Link): Link | undefined {
  try {
    const { context, attributes } = link;
    const { traceId, spanId } = context;
    if (typeof traceId !== 'string' || typeof spanId !== 'string') return undefined;
    return attributes === undefined ? { context } : { context, attributes: attributeValues(attributes) };
  } catch {
    return undefined; // a link that cannot be read leads nowhere
  }
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return '[unreadable]';
  }
}

/** A span that refuses to be written to must not hurt the program. */
function tried(span: Span, write: () => unknown): Span {
  try {
    write();
  } catch {
    // What it refused is lost; the span and the program go on.
  }
  return span;
}

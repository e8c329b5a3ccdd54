import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { AttributeRule, Redactor } from '../redaction/index.js';

/** Longest string that leaves the process as one attribute, in UTF-16 units; a stack trace fits. */
export const MAX_VALUE_LENGTH = 16_384;
export const MAX_ARRAY_LENGTH = 256;
export const MAX_ATTRIBUTES = 1_024;
/** UTF-16 units of all texts of one span: X-Ray's OTLP endpoint takes 200 KB a span, a datagram is smaller still. */
export const MAX_SPAN_TEXT = 131_072;

type Texts = Exclude<AttributeRule['kind'], 'secret'>;

/** Redacts and clips the values of one span, copying only what changes. What it clips says so. */
export class PreparedValues {
  private textLeft = MAX_SPAN_TEXT;
  /** Attributes beyond the bound of one span, event or link, since this was last asked. */
  private left = 0;

  constructor(private readonly redactor: Redactor) {}

  takeDropped(): number {
    const { left } = this;
    this.left = 0;
    return left;
  }

  text(text: unknown, kind: Texts = 'text'): string {
    if (typeof text !== 'string') return this.text(textOf(text), kind);
    const { redactor } = this;
    const max = Math.min(MAX_VALUE_LENGTH, this.textLeft);
    this.textLeft -= Math.min(text.length, max);
    if (kind === 'text' && text.length <= max) return redactor.redactText(text);
    return redactor.redactAndClip(text, max, (part) => redactor.redactAs(kind, part));
  }

  attributes(attributes: Readonly<Attributes>): Readonly<Attributes> {
    try {
      if (isObject(attributes)) return this.prepared(attributes);
    } catch {
      // A getter or a trap of a value threw, in the middle of it: what can be read is copied first.
    }
    const copy: unknown = this.redactor.redactFields(attributes);
    return this.prepared(isObject(copy) ? copy : { 'app.unreadable': copy });
  }

  private prepared(attributes: Readonly<Record<string, unknown>>): Readonly<Attributes> {
    let copy: Record<string, unknown> | undefined;
    let count = 0;
    for (const key in attributes) {
      count += 1;
      if (count > MAX_ATTRIBUTES) continue;
      const value = attributes[key];
      const { name, kind } = this.redactor.ruleFor(key);
      const prepared = kind === 'secret' ? this.redactor.mask : this.value(value, kind);
      if (copy === undefined) {
        if (prepared === value && name === key) continue;
        copy = firstOf(attributes, count - 1);
      }
      define(copy, name, prepared);
    }
    if (count <= MAX_ATTRIBUTES) return (copy ?? attributes) as Attributes;
    this.left += count - MAX_ATTRIBUTES;
    return (copy ?? firstOf(attributes, MAX_ATTRIBUTES)) as Attributes;
  }

  private value(value: unknown, kind: Texts): AttributeValue | null | undefined {
    switch (typeof value) {
      case 'string':
        return this.text(value, kind);
      case 'number':
        return this.redactor.redactNumber(value);
      case 'boolean':
      case 'undefined':
        return value;
      case 'object':
        if (value === null) return null;
        return Array.isArray(value) ? this.list(value, kind) : this.text(asText(this.redactor.redactFields(value)));
      default:
        return typeof value === 'function' ? '[function]' : this.text(textOf(value));
    }
  }

  private list(items: readonly unknown[], kind: Texts): AttributeValue {
    const clipped = items.length > MAX_ARRAY_LENGTH ? items.slice(0, MAX_ARRAY_LENGTH) : items;
    const list = mapChanged(clipped, (item) => this.value(item, kind));
    // OTLP and X-Ray take lists of several kinds, so that the mark fits one of numbers, too.
    return (clipped === items ? list : [...list, `…[clipped ${items.length - MAX_ARRAY_LENGTH}]`]) as AttributeValue;
  }
}

export function mapChanged<T>(items: readonly T[], map: (item: T) => T): readonly T[] {
  let copy: T[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const mapped = map(items[index] as T);
    if (Object.is(mapped, items[index])) continue;
    copy ??= [...items];
    copy[index] = mapped;
  }
  return copy ?? items;
}

function firstOf(attributes: Readonly<Record<string, unknown>>, count: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  let copied = 0;
  for (const key in attributes) {
    if (copied === count) break;
    define(copy, key, attributes[key]);
    copied += 1;
  }
  return copy;
}

/** An attribute may be called `__proto__`, which an assignment would take for another thing. */
function define(copy: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') copy[key] = value;
  else Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asText(plain: unknown): string {
  return typeof plain === 'string' ? plain : (JSON.stringify(plain) ?? '');
}

function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return '[unreadable]'; // an object that cannot be made a string
  }
}

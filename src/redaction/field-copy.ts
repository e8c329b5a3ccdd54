import { types } from 'node:util';
import type { Redactor } from './redactor.js';

const MAX_DEPTH = 8;
/** Entries of one object or list. */
const MAX_ENTRIES = 200;
/** Values of one copy, at whatever depth, and UTF-16 units of all its texts together. */
const MAX_VALUES = 2_000;
const MAX_TEXT = 65_536;
const MAX_ONE_TEXT = 16_384;

/** One pass over one value: a plain, bounded copy of it, without secrets, that JSON can say. */
export class FieldCopy {
  private values = 0;
  private text = 0;

  constructor(private readonly redactor: Redactor) {}

  of(value: unknown): unknown {
    return this.copy(value, []);
  }

  private copy(value: unknown, path: readonly object[]): unknown {
    this.values += 1;
    if (this.values > MAX_VALUES) return '[too much]';
    if (typeof value === 'string') return this.copyText(value);
    if (typeof value === 'number') return Number.isFinite(value) ? this.redactor.redactNumber(value) : String(value);
    if (value === null || value === undefined || typeof value === 'boolean') return value;
    if (typeof value === 'function') return '[function]';
    if (typeof value !== 'object') return this.copyText((value as bigint | symbol).toString());
    if (path.includes(value)) return '[circular]';
    if (path.length >= MAX_DEPTH) return '[too deep]';
    try {
      return this.copyObject(value, [...path, value]);
    } catch {
      // A hostile proxy or prototype: what it holds cannot be read, and that is all there is to say.
      return '[unreadable]';
    }
  }

  private copyText(text: string, kind: 'text' | 'url' | 'query' = 'text'): string {
    const room = Math.min(MAX_ONE_TEXT, MAX_TEXT - this.text);
    this.text += Math.min(text.length, room);
    return this.redactor.redactAndClip(text, room, (part) => this.redactor.redactAs(kind, part));
  }

  private copyObject(value: object, path: readonly object[]): unknown {
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
    if (types.isNativeError(value)) return this.copyEntries(errorEntries(value), path);
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
    if (value instanceof Map) return this.copyEntries([...value].map(([key, item]) => [String(key), () => item]), path); // prettier-ignore
    if (value instanceof Set) return this.copyItems([...value], path);
    if (Array.isArray(value)) return this.copyItems(value, path);
    return this.copyEntries(Object.keys(value).map((key) => [key, () => Reflect.get(value, key)]), path); // prettier-ignore
  }

  private copyItems(items: readonly unknown[], path: readonly object[]): unknown[] {
    const copies = items.slice(0, MAX_ENTRIES).map((item) => this.copy(item, path));
    return items.length > MAX_ENTRIES ? [...copies, `[${items.length - MAX_ENTRIES} more]`] : copies;
  }

  private copyEntries(entries: readonly Entry[], path: readonly object[]): Record<string, unknown> {
    const copies: [string, unknown][] = entries.slice(0, MAX_ENTRIES).map(([key, read]) => {
      const { name, kind } = this.redactor.ruleFor(key);
      if (kind === 'secret') return [name, this.redactor.mask];
      const value = guardedly(read);
      return [name, kind !== 'text' && typeof value === 'string' ? this.copyText(value, kind) : this.copy(value, path)];
    });
    if (entries.length > MAX_ENTRIES) copies.push(['…', `[${entries.length - MAX_ENTRIES} more]`]);
    return Object.fromEntries(copies); // defines, so that a key `__proto__` is a key like any other
  }
}

type Entry = readonly [key: string, read: () => unknown];

function errorEntries(error: Error): Entry[] {
  const own = Object.keys(error).filter((key) => !['name', 'message', 'stack', 'cause'].includes(key));
  const cause = 'cause' in error ? ['cause'] : [];
  return ['name', 'message', 'stack', ...own, ...cause].map((key) => [key, () => Reflect.get(error, key)]);
}

function guardedly(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    // A getter of the application's threw: its value is unknowable, the others are not.
    return '[unreadable]';
  }
}

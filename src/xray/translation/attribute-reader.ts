import type { SpanRecord } from '../../tracing/index.js';
import { wholeCharacters } from './whole-characters.js';

/**
 * One span's attributes while they are sorted into blocks: what a block takes is no metadata any more. `take*` marks
 * every name it was given and gives the first value of its kind, so that an old convention stands in for a new one.
 */
export class AttributeReader {
  private readonly taken = new Set<string>();

  constructor(private readonly attributes: SpanRecord['attributes']) {}

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.value(name) !== undefined);
  }

  /** The first of `names` that is a string with something in it; it stays metadata. */
  text(...names: readonly string[]): string | undefined {
    return this.first(names, asText);
  }

  takeText(...names: readonly string[]): string | undefined {
    return this.take(names, asText);
  }

  takeInteger(...names: readonly string[]): number | undefined {
    return this.take(names, asInteger);
  }

  /** A list of strings; a single string is a list of one. */
  takeTexts(...names: readonly string[]): readonly string[] | undefined {
    return this.take(names, asTexts);
  }

  each(see: (name: string, value: unknown, isTaken: boolean) => void): void {
    for (const name of Object.keys(this.attributes)) see(name, this.attributes[name], this.taken.has(name));
  }

  private take<T>(names: readonly string[], as: (value: unknown) => T | undefined): T | undefined {
    let found: T | undefined;
    for (const name of names) {
      // Most spans have few of the names that are asked for.
      if (!Object.hasOwn(this.attributes, name)) continue;
      this.taken.add(name);
      found ??= as(this.attributes[name]);
    }
    return found;
  }

  private first<T>(names: readonly string[], as: (value: unknown) => T | undefined): T | undefined {
    for (const name of names) {
      const value = as(this.value(name));
      if (value !== undefined) return value;
    }
    return undefined;
  }

  private value(name: string): unknown {
    return Object.hasOwn(this.attributes, name) ? this.attributes[name] : undefined;
  }
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? wholeCharacters(value) : undefined;
}

function asInteger(value: unknown): number | undefined {
  const single: unknown = Array.isArray(value) ? value[0] : value;
  const number = typeof single === 'string' && /^-?\d{1,15}$/.test(single) ? Number(single) : single;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}

function asTexts(value: unknown): readonly string[] | undefined {
  const texts = (Array.isArray(value) ? value : [value]).map(asText).filter((text) => text !== undefined);
  return texts.length > 0 ? texts : undefined;
}

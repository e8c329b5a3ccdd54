import type { FieldType } from '../../api/answers.js';
import type { Attributes, AttributeValue } from '../../api/spans.js';
import { coreColumns } from './core-columns.js';
import { usualAttributes } from './usual-attributes.js';

/** What was seen of an attribute, each a bit: they add up, nothing is ever taken back. */
export const seen = { text: 1, integer: 2, float: 4, boolean: 8, other: 16, onRow: 32, onResource: 64 } as const;

/** Names that are made up for each request would fill memory: beyond so many, attributes are kept and cannot be asked for. */
const mostNames = 10_000;

/** The columns that rows have: the only names that a query may use, and their types. */
export class Catalogue {
  private readonly attributes = new Map(usualAttributes.map(([name, type]) => [name, kindsOfType[type] | seen.onRow]));
  /** Of the usual attributes those that no row has had: they can be asked for, and are not listed. */
  private readonly unseen = new Set(usualAttributes.map(([name]) => name));

  constructor(
    /** Called with each attribute about which something new was seen. */
    private readonly learned: (name: string, seen: number) => void = () => {},
  ) {}

  /** Whether there may be attributes that it does not know. */
  get isFull(): boolean {
    return this.attributes.size >= mostNames;
  }

  observe(attributes: Attributes, place: typeof seen.onRow | typeof seen.onResource): void {
    // oxlint-disable-next-line guard-for-in -- the fastest walk, and attributes are plain objects
    for (const name in attributes) {
      const kind = kindOf(attributes[name]);
      if (kind !== 0) this.add(name, kind | place);
    }
  }

  add(name: string, bits: number): void {
    const before = this.attributes.get(name) ?? 0;
    const isFirst = this.unseen.size > 0 && this.unseen.delete(name);
    if ((before | bits) === before && !isFirst) return;
    if (before === 0 && this.isFull) return;
    this.attributes.set(name, before | bits);
    this.learned(name, before | bits);
  }

  typeOf(name: string): FieldType | undefined {
    const core = coreColumns.get(name);
    if (core !== undefined) return core;
    const bits = this.attributes.get(name);
    return bits === undefined ? undefined : typeOfKinds(bits);
  }

  /** Whether an attribute had numbers, among other values too. */
  hasNumbers(name: string): boolean {
    return !coreColumns.has(name) && ((this.attributes.get(name) ?? 0) & (seen.integer | seen.float)) !== 0;
  }

  /** Where an attribute was seen, as bits of `seen`. */
  placesOf(name: string): number {
    return this.attributes.get(name) ?? 0;
  }

  names(): readonly string[] {
    const own = [...this.attributes.keys()].filter((name) => !coreColumns.has(name) && !this.unseen.has(name));
    return [...coreColumns.keys(), ...own];
  }
}

const kindsOfType: Readonly<Record<FieldType, number>> = {
  string: seen.text,
  integer: seen.integer,
  float: seen.float,
  boolean: seen.boolean,
};
/** As `plainValue` writes numbers that are none. */
const noNumbers: readonly unknown[] = ['NaN', 'Infinity', '-Infinity'];

function kindOf(value: AttributeValue | undefined): number {
  switch (typeof value) {
    case 'string':
      return noNumbers.includes(value) ? 0 : seen.text;
    case 'boolean':
      return seen.boolean;
    case 'number':
      if (Number.isInteger(value)) return seen.integer;
      return Number.isFinite(value) ? seen.float : 0;
    default:
      return value === null || value === undefined ? 0 : seen.other;
  }
}

/** Numbers stay numbers where all are; what is mixed is text. */
function typeOfKinds(bits: number): FieldType {
  const kinds = bits & (seen.text | seen.integer | seen.float | seen.boolean | seen.other);
  if (kinds === seen.integer) return 'integer';
  if (kinds === seen.boolean) return 'boolean';
  return (kinds & ~(seen.integer | seen.float)) === 0 ? 'float' : 'string';
}

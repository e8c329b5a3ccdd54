import { writeAttribute } from './any-value.js';
import type { ProtobufWriter } from './protobuf-writer.js';

/** Names of attributes are made by programs; where they are not, what comes first is as good as any. */
const MAX_NAMES = 256;
/** Longer text is rarely the same twice. */
const MAX_CHARACTERS = 256;
/** A value that has changed so often goes on changing. */
const MAX_CHANGES = 64;

/** The value that an attribute had last, and once it was seen twice in a row its bytes. */
interface Known {
  value: unknown;
  bytes: Uint8Array | undefined;
  changes: number;
}

/**
 * The attributes under one field of OTLP's messages. Most are what they were in the item before (a method, a route, a server's
 * name): their bytes are kept, name and value, and copied.
 */
export class AttributeWriter {
  private readonly known = new Map<string, Known>();

  constructor(private readonly field: number) {}

  /** As `writeAttributes`. */
  write(writer: ProtobufWriter, attributes: Readonly<Record<string, unknown>>, without?: ReadonlySet<string>): void {
    for (const name of Object.keys(attributes)) {
      if (without?.has(name)) continue;
      const value = attributes[name];
      const known = this.known.get(name) ?? this.meet(name);
      if (known !== undefined && known.value === value) this.writeAgain(writer, name, known);
      else {
        writeAttribute(writer, this.field, name, value);
        if (known !== undefined) change(known, value);
      }
    }
  }

  private writeAgain(writer: ProtobufWriter, name: string, known: Known): void {
    if (known.bytes !== undefined) return writer.raw(known.bytes);
    const start = writer.byteLength;
    writeAttribute(writer, this.field, name, known.value);
    if (known.changes < MAX_CHANGES) known.bytes = Uint8Array.from(writer.bytes().subarray(start));
  }

  private meet(name: string): Known | undefined {
    if (this.known.size >= MAX_NAMES) return undefined;
    const known = { value: UNKNOWN, bytes: undefined, changes: 0 };
    this.known.set(name, known);
    return known;
  }
}

/** Equal to no value. */
const UNKNOWN = Symbol('unknown');

/** A list or a map may be another one in the same object. */
function change(known: Known, value: unknown): void {
  const lasts = typeof value === 'string' ? value.length <= MAX_CHARACTERS : typeof value !== 'object';
  if (known.bytes !== undefined) known.changes += 1;
  known.value = lasts ? value : UNKNOWN;
  known.bytes = undefined;
}

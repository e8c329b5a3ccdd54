import type { Framing, Group } from './delivery-protocol.js';

/** Where each group stands in a framed body, so that the groups can be had back from it. */
export interface Shape {
  readonly lengths: readonly number[];
  readonly items: readonly number[];
}

/** The groups of a framed body, `prefix + group + separator + group + suffix`: views on it, not copies, each made when it is asked for. */
export function unframe(body: Buffer, framing: Framing, { lengths, items }: Shape): Iterable<Group> {
  const start = Buffer.byteLength(framing.prefix);
  const gap = Buffer.byteLength(framing.separator);
  return {
    *[Symbol.iterator]() {
      let at = start;
      for (const [index, length] of lengths.entries()) {
        yield { bytes: body.subarray(at, at + length), items: items[index] ?? 0 };
        at += length + gap;
      }
    },
  };
}

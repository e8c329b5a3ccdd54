import type { Framing, Group } from './delivery-protocol.js';

/** Where each group stands in a framed body, so that the groups can be had back from it. */
export interface Shape {
  readonly lengths: readonly number[];
  readonly items: readonly number[];
}

/** The groups of a framed body, `prefix + group + separator + group + suffix`: views on it, not copies. */
export function unframe(body: Buffer, framing: Framing, shape: Shape): Group[] {
  const gap = Buffer.byteLength(framing.separator);
  let at = Buffer.byteLength(framing.prefix);
  return shape.lengths.map((length, index) => {
    const bytes = body.subarray(at, at + length);
    at += length + gap;
    return { bytes, items: shape.items[index] ?? 0 };
  });
}

import type { Framing, Group } from './delivery-protocol.js';

/** Where each group stands in a framed body, so that the groups can be had back from it. */
export interface Shape {
  readonly lengths: readonly number[];
  readonly items: readonly number[];
}

export function shapeOf(groups: readonly Group[]): Shape {
  return { lengths: groups.map((group) => group.bytes.byteLength), items: groups.map((group) => group.items) };
}

/** `prefix + group + separator + group + suffix`. */
export function frame(groups: readonly Group[], framing: Framing): Buffer {
  const separator = Buffer.from(framing.separator);
  const parts: Uint8Array[] = [Buffer.from(framing.prefix)];
  groups.forEach((group, index) => {
    if (index > 0) parts.push(separator);
    parts.push(group.bytes);
  });
  parts.push(Buffer.from(framing.suffix));
  return Buffer.concat(parts);
}

/** The groups of a framed body: views on it, not copies. */
export function unframe(body: Buffer, framing: Framing, shape: Shape): Group[] {
  const gap = Buffer.byteLength(framing.separator);
  let at = Buffer.byteLength(framing.prefix);
  return shape.lengths.map((length, index) => {
    const bytes = body.subarray(at, at + length);
    at += length + gap;
    return { bytes, items: shape.items[index] ?? 0 };
  });
}

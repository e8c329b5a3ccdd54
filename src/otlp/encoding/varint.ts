/** How many bytes a number below 2^32 takes as a varint. */
export function varintBytes(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  return value < 0x1000_0000 ? 4 : 5;
}

/** Writes a number below 2^32 and gives the position behind it. */
export function putVarint(buffer: Buffer, position: number, value: number): number {
  let rest = value;
  let at = position;
  while (rest > 0x7f) {
    buffer[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  buffer[at++] = rest;
  return at;
}

/** Writes an int64 beyond 32 bits or below zero, as its two's complement. */
export function putLongVarint(buffer: Buffer, position: number, value: number): number {
  let rest = BigInt.asUintN(64, BigInt(value));
  let at = position;
  while (rest > 0x7fn) {
    buffer[at++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  buffer[at++] = Number(rest);
  return at;
}

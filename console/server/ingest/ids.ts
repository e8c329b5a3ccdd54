/** Lower-case hex of an id of `size` bytes; undefined where it has another size or is all zero, which is no id. */
export function idAsHex(bytes: Uint8Array, size: 8 | 16): string | undefined {
  if (bytes.length !== size || bytes.every((byte) => byte === 0)) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, size).toString('hex');
}

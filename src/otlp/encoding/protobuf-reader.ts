/** What one field holds: a varint as it stands on the wire, or the bytes of anything else. */
export type FieldValue = bigint | Uint8Array;

/**
 * The fields of one message by number, of several with the same number the last. Enough for the small answers of OTLP.
 *
 * @throws where the bytes are no protobuf message.
 */
export function readFields(bytes: Uint8Array): Map<number, FieldValue> {
  const fields = new Map<number, FieldValue>();
  let position = 0;

  function varint(): bigint {
    for (let sum = 0n, shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[position++];
      if (byte === undefined) break;
      sum |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return sum;
    }
    throw new RangeError('a varint without an end');
  }

  function take(length: number): Uint8Array {
    position += length;
    if (position > bytes.length) throw new RangeError('a field longer than its message');
    return bytes.subarray(position - length, position);
  }

  function value(wireType: number): FieldValue {
    if (wireType === 0) return varint();
    if (wireType === 1) return take(8);
    if (wireType === 2) return take(Number(varint()));
    if (wireType === 5) return take(4);
    throw new RangeError('an unknown wire type');
  }

  while (position < bytes.length) {
    const tag = Number(varint());
    fields.set(Math.floor(tag / 8), value(tag % 8));
  }
  return fields;
}
